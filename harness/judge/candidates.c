#include "judge/candidates.h"

candidates candidates_none(void)
{
    return (candidates){.largest = -1};
}

static void drop_below(candidates *c, double least)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->kept[i].value >= least)
            c->kept[kept++] = c->kept[i];
    c->count = kept;
}

/* Drops the last of the least. */
static void make_room(candidates *c)
{
    size_t drop = c->count - 1;
    while (c->kept[drop].value > c->least)
        drop--;
    for (c->count--; drop < c->count; drop++)
        c->kept[drop] = c->kept[drop + 1];
}

void candidates_offer(candidates *c, double value, double bound, uint64_t x, uint64_t got)
{
    if (!candidates_want(c, value, bound))
        return;
    if (value > c->largest) {
        c->largest = value;
        drop_below(c, value - 2 * bound);
    }
    if (c->count == CANDIDATES_MAX)
        make_room(c);
    c->kept[c->count].value = value;
    c->kept[c->count].x = x;
    c->kept[c->count].got = got;
    c->count++;
    c->least = value;
    for (size_t i = 0; i < c->count; i++)
        c->least = c->kept[i].value < c->least ? c->kept[i].value : c->least;
}

static long double of_metric(metric m, const exact_error *e)
{
    switch (m) {
    case METRIC_ULP:
        return e->ulp;
    case METRIC_ABS:
        return (long double)e->absolute;
    default:
        return (long double)e->relative;
    }
}

extreme candidates_resolve(const candidates *c, metric m, const question *q, exact_scratch *scratch,
                           uint64_t *evaluations)
{
    extreme largest = {.value = 0, .x = NO_INPUT};
    for (size_t i = 0; i < c->count; i++) {
        const exact_error e = ulp_error(q, c->kept[i].x, c->kept[i].got, scratch);
        extreme_add(&largest, &(extreme){of_metric(m, &e), c->kept[i].x, c->kept[i].got});
    }
    *evaluations += c->count;
    return largest;
}
