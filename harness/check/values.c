/* Rules about values: a result is a number, and depends on its own input and on nothing else. */
#include "check/kernel_rules.h"
#include "reference/function.h"
#include "support/length.h"

#include <math.h>
#include <stdatomic.h>
#include <threads.h>

/* Inputs that any kernel is made for, whatever it gives up at the ends. */
static const double ordinary[] = {-3, -1.5, -1, -0.7, -0.25, -0.1, 0.1, 0.25, 0.7, 1, 1.5, 3};

enum { ORDINARY_COUNT = LENGTH(ordinary), EXACT_BITS = 80 };

static double exact_value_at(const rig *t, const op_reference *reference, double x)
{
    mpfr_t input, exact;
    mpfr_inits2(EXACT_BITS, input, exact, (mpfr_ptr)0);
    mpfr_set_d(input, x, MPFR_RNDN);
    reference->exact(exact, input, t->params);
    const double value = mpfr_get_d(exact, MPFR_RNDN);
    mpfr_clears(input, exact, (mpfr_ptr)0);
    return value;
}

/* Where the function has a number, and the dtype that number, the kernel has one. How good it is `accuracy` shows. */
bool rule_values(rig *t)
{
    const op_reference *reference = &t->impl->function->ops[t->impl->op];
    if (reference->exact == NULL)
        return broken_without_exact(t);
    for (size_t i = 0; i < ORDINARY_COUNT; i++)
        element_set(t, t->x, i, ordinary[i]);
    rig_run(t, t->x, t->y, ORDINARY_COUNT);
    for (size_t i = 0; i < ORDINARY_COUNT; i++) {
        const double x = element_get(t, t->x, i), got = element_get(t, t->y, i);
        const double exact = exact_value_at(t, reference, x);
        element_set(t, t->z, i, exact);
        if (isfinite(element_get(t, t->z, i)) && !isfinite(got))
            return broken(t, "f(%g) is %g, exactly %.4g", x, got, exact);
    }
    return true;
}

/* Fills x with n copies of the k-th typical input. */
static void fill_same(rig *t, size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++)
        fill_typical(t, element(t, t->x, i), 1, k);
}

/* The same input gives the same result at every place of arrays of every length. */
bool rule_position(rig *t)
{
    for (size_t k = 0; k < typical_count(); k++) {
        fill_same(t, LENGTH_MAX, k);
        rig_run(t, t->x, t->z, 1);
        for (size_t n = 1; n <= LENGTH_MAX; n++) {
            rig_run(t, t->x, t->y, n);
            for (size_t i = 0; i < n; i++)
                if (!element_same(t, t->z, element(t, t->y, i)))
                    return broken(t, "f(%a) is %a alone but %a at element %zu of %zu", element_get(t, t->x, i),
                                  element_get(t, t->z, 0), element_get(t, t->y, i), i, n);
        }
    }
    return true;
}

/* A result is the same whatever the other inputs are. */
bool rule_neighbours(rig *t)
{
    static const double others[] = {NAN, INFINITY, -INFINITY, 1e30, -1e30, 1e-310, -0.0, 0.5};
    static const size_t places[] = {0, 1, 7, 15, 16, 31, 40, 63, 64, 66};
    enum { N = 67 };
    for (size_t k = 0; k < typical_count(); k++) {
        fill_same(t, N, k);
        rig_run(t, t->x, t->z, N);
        for (size_t o = 0; o < LENGTH(others); o++)
            for (size_t p = 0; p < LENGTH(places); p++) {
                for (size_t i = 0; i < N; i++)
                    element_set(t, t->x, i, others[o]);
                fill_typical(t, element(t, t->x, places[p]), 1, k);
                rig_run(t, t->x, t->y, N);
                if (!element_same(t, element(t, t->z, places[p]), element(t, t->y, places[p])))
                    return broken(t, "f(%a) is %a among its like but %a at element %zu among %g",
                                  element_get(t, t->x, places[p]), element_get(t, t->z, places[p]),
                                  element_get(t, t->y, places[p]), places[p], others[o]);
            }
    }
    return true;
}

enum { CONCURRENT_ROUNDS = 300 };

/* One of two threads that call the kernel at the same time, each with arrays of its own. */
typedef struct repeater {
    rig rig;
    witness witness;
    atomic_int rounds;
    const struct repeater *other;
    bool same;
} repeater;

/* Calls until both have called often enough: so they do meet, whichever starts first. */
static int call_repeatedly(void *data)
{
    repeater *c = data;
    rig *t = &c->rig;
    c->same = true;
    while (c->rounds < CONCURRENT_ROUNDS || c->other->rounds < CONCURRENT_ROUNDS) {
        rig_run(t, t->x, t->y, LENGTH_MAX);
        for (size_t i = 0; i < LENGTH_MAX; i++)
            c->same = c->same && element_same(t, element(t, t->y, i), element(t, t->z, i));
        c->rounds++;
    }
    return 0;
}

/* Two threads may call the kernel at once, as the accuracy walk does. */
bool rule_concurrent(rig *t)
{
    repeater repeaters[2] = {{.other = &repeaters[1]}, {.other = &repeaters[0]}};
    for (size_t k = 0; k < 2; k++) {
        rig *own = &repeaters[k].rig;
        if (!rig_open(own, t->impl, t->params, &repeaters[k].witness))
            return broken(t, "no memory for guarded arrays");
        fill_typical(own, own->x, LENGTH_MAX, k);
        rig_run(own, own->x, own->z, LENGTH_MAX);
    }
    t->witness->call.n = LENGTH_MAX;
    thrd_t second;
    if (thrd_create(&second, call_repeatedly, &repeaters[1]) != thrd_success)
        return broken(t, "no second thread can be started");
    call_repeatedly(&repeaters[0]);
    thrd_join(second, NULL);
    for (size_t k = 0; k < 2; k++)
        rig_close(&repeaters[k].rig);
    return (repeaters[0].same && repeaters[1].same) || broken(t, "two threads at once get other results than one");
}
