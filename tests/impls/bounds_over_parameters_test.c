/* The ULP bounds that implementations claim hold for any parameter, signs of zeros and special values included:
 * forms for each instruction set, every op and dtype, over a grid of values. */
#include "inputs/format.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "suite.h"
#include "support/length.h"
#include "truth/ulp.h"

#include <math.h>

enum { SPREAD = 170, NEAR = 170, EDGES = 6, COUNT = 2 * (SPREAD + NEAR + EDGES) };

/* Values: those of every dtype, then three that the format gives (see value_at). */
static const double values[] = {0, 0.01, 1, 1.7, -0.5, -1.7};
enum { VALUES = LENGTH(values), ALL_VALUES = VALUES + 3 };

static double value_at(const float_format *f, int i)
{
    const double of_format[] = {format_value(f, 1), format_value(f, f->infinity / 3000),
                                format_value(f, f->infinity - 1)};
    return i < VALUES ? values[i] : of_format[i - VALUES];
}

/* Both signs of magnitudes over the whole format, over the binades where results fall to 0, and at its ends. */
static void fill(const question *q, uint64_t inputs[COUNT])
{
    const float_format *f = q->format;
    const dtype wide = f->size == sizeof(double) ? DTYPE_F64 : DTYPE_F32;
    const double reach = wide == DTYPE_F64 ? 1500 : 220;
    const uint64_t edges[EDGES] = {0, 1, 3, f->infinity - 1, f->infinity, f->last};
    size_t n = 0;
    for (uint64_t i = 0; i < SPREAD; i++)
        inputs[n++] = f->infinity / SPREAD * i + i * i % 97;
    for (uint64_t i = 0; i < NEAR; i++) {
        const double x = reach * ((double)i + 0.37) / NEAR;
        unsigned char element[sizeof(double)];
        dtype_set(f == format_of(DTYPE_F16)    ? DTYPE_F16
                  : f == format_of(DTYPE_BF16) ? DTYPE_BF16
                                               : wide,
                  element, 0, x);
        inputs[n++] = format_element_bits(f, element, 0);
    }
    for (size_t i = 0; i < EDGES; i++)
        inputs[n++] = edges[i];
    for (size_t i = 0; i < COUNT / 2; i++)
        inputs[n++] = format_bits(f, inputs[i], true);
}

static void check(const implementation *impl, parameter which, double given, exact_scratch *scratch)
{
    params asked = params_usual;
    asked.value[which] = given;
    const question q = question_of(impl->function, impl->op, impl->dtype, &asked);
    uint64_t inputs[COUNT];
    fill(&q, inputs);
    unsigned char x[COUNT * sizeof(double)], y[COUNT * sizeof(double)];
    for (size_t i = 0; i < COUNT; i++)
        dtype_set(impl->dtype, x, i, format_value(q.format, inputs[i]));
    implementation_run(impl, x, y, COUNT, &q.params);
    for (size_t i = 0; i < COUNT; i++) {
        const uint64_t got = format_element_bits(q.format, y, i);
        const double value = format_value(q.format, got), in = format_value(q.format, inputs[i]);
        const exact_error e = ulp_error(&q, inputs[i], got, scratch);
        if (e.fault || (e.measured && !(e.ulp <= impl->bound_ulp)))
            ck_abort_msg("%s %s %s %s=%a: %a at %a, %Lg ulp%s", impl->name, op_names[impl->op],
                         dtype_names[impl->dtype], parameter_names[which], given, value, in, e.ulp,
                         e.fault ? ", a fault" : "");
        if (e.measured && value == 0 && (mpfr_signbit(scratch->y) != 0) != (signbit(value) != 0))
            ck_abort_msg("%s %s %s %s=%a: %g at %a has the wrong sign", impl->name, op_names[impl->op],
                         dtype_names[impl->dtype], parameter_names[which], given, value, in);
    }
}

static void check_over_parameter(const implementation *impl, parameter which, exact_scratch *scratch)
{
    for (int i = 0; i < ALL_VALUES; i++) {
        const double value = value_at(format_of(impl->dtype), i);
        if (value > 0 || !impl->function->parameters[which].positive)
            check(impl, which, value, scratch);
    }
}

START_TEST(claimed_ulp_bounds_hold_for_any_parameter)
{
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    size_t count, checked = 0;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (all[i]->bound_ulp == 0 || !implementation_available(all[i]))
            continue;
        for (int which = 0; which < PARAMETER_COUNT; which++) {
            if (!all[i]->function->parameters[which].present)
                continue;
            check_over_parameter(all[i], (parameter)which, &scratch);
            checked++;
        }
    }
    ck_assert_uint_ge(checked, 30);
    exact_scratch_clear(&scratch);
}
END_TEST

SUITE(bounds_over_parameters, 120, claimed_ulp_bounds_hold_for_any_parameter);
