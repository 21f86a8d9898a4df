/* What is exactly true of the functions, tried on their MPFR evaluation. */
#include "inputs/format.h"
#include "reference/cases.h"
#include "reference/function.h"
#include "suite.h"
#include "support/length.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

enum { NARROW = 192, WIDE = 700, ROUNDS = 400 };

/* One case: a function's op at one alpha. */
typedef struct subject {
    const function *function;
    op op;
    params params;
    op_traits traits;
} subject;

static void for_each(void (*body)(const subject *s))
{
    size_t count;
    params cases[CASES_MAX];
    const function *const *all = function_all(&count);
    for (size_t i = 0; i < count; i++)
        for (op o = 0; o < OP_COUNT; o++)
            for (size_t a = 0; a < parameter_cases(all[i], cases); a++) {
                if (all[i]->ops[o].exact == NULL)
                    continue;
                const params p = params_of(all[i], DTYPE_F64, &cases[a]);
                const subject s = {all[i], o, p, all[i]->ops[o].traits(&p)};
                body(&s);
            }
}

static void evaluate(const subject *s, mpfr_t y, double x)
{
    mpfr_t input;
    mpfr_init2(input, 53);
    mpfr_set_d(input, x, MPFR_RNDN);
    s->function->ops[s->op].exact(y, input, &s->params);
    mpfr_clear(input);
}

/* Any f32 number, each exponent as likely as the others; now and then one where functions bend. */
static double draw(gsl_rng *rng)
{
    static const double special[] = {0x1p-149, 0x1p-126, 0.5, 1, 2, 17.5, 87, 88.7228394, 104, 0x1.fffffep127};
    const float_format *f = format_of(DTYPE_F32);
    if (gsl_rng_uniform(rng) < 0.1)
        return special[gsl_rng_uniform_int(rng, LENGTH(special))];
    return format_value(f, 1 + gsl_rng_uniform_int(rng, (unsigned long)f->infinity - 1));
}

static void expect_symmetry(const subject *s)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    mpfr_t plus, minus, size;
    mpfr_inits2(NARROW, plus, minus, size, (mpfr_ptr)NULL);
    for (int i = 0; i < ROUNDS; i++) {
        const double x = draw(rng);
        evaluate(s, plus, x);
        evaluate(s, minus, -x);
        switch (s->traits.symmetry) {
        case SYMMETRY_ODD:
            mpfr_neg(minus, minus, MPFR_RNDN);
            ck_assert_msg(mpfr_equal_p(plus, minus), "%s is not odd at %a", s->function->name, x);
            break;
        case SYMMETRY_EVEN:
            ck_assert_msg(mpfr_equal_p(plus, minus), "%s is not even at %a", s->function->name, x);
            break;
        case SYMMETRY_SUM:
            mpfr_add(plus, plus, minus, MPFR_RNDN);
            mpfr_sub_d(plus, plus, s->traits.sum, MPFR_RNDN);
            ck_assert_msg(mpfr_zero_p(plus) || mpfr_get_exp(plus) < MPFR_SLACK_BITS - NARROW + 2,
                          "%s and its complement at %a", s->function->name, x);
            break;
        case SYMMETRY_DIFFERENCE:
            mpfr_set(size, plus, MPFR_RNDN);
            mpfr_sub(plus, plus, minus, MPFR_RNDN);
            mpfr_sub_d(plus, plus, x, MPFR_RNDN);
            ck_assert_msg(mpfr_zero_p(plus) ||
                              mpfr_get_exp(plus) < MPFR_SLACK_BITS - NARROW + 2 +
                                                       (mpfr_get_exp(size) > mpfr_get_exp(minus) ? mpfr_get_exp(size)
                                                                                                 : mpfr_get_exp(minus)),
                          "%s differs from its mirror at %a", s->function->name, x);
            break;
        case SYMMETRY_NONE:
            break;
        }
    }
    mpfr_clears(plus, minus, size, (mpfr_ptr)NULL);
    gsl_rng_free(rng);
}

START_TEST(symmetries_hold)
{
    for_each(expect_symmetry);
}
END_TEST

/* y at two inputs of a side, the larger |x| in `far`. */
static void expect_direction(const subject *s)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    mpfr_t near, far;
    mpfr_inits2(NARROW, near, far, (mpfr_ptr)NULL);
    for (int i = 0; i < ROUNDS; i++) {
        const double a = draw(rng), b = i % 4 == 0 ? 0 : i % 4 == 1 ? nextafterf((float)a, 0) : draw(rng);
        const int side = i / 4 % 2;
        const double sign = side == 0 ? 1 : -1;
        evaluate(s, near, sign * fmin(a, b));
        evaluate(s, far, sign * fmax(a, b));
        const int rising = traits_direction(&s->traits, side == 1, fmin(a, b), fmax(a, b));
        if (mpfr_nan_p(near) || mpfr_nan_p(far) || rising == 0)
            continue;
        const int expected = side == 0 ? rising : -rising;
        ck_assert_msg(mpfr_cmp(far, near) * expected >= 0, "%s, op %d, alpha %g: from %a to %a", s->function->name,
                      s->op, s->params.alpha, sign * fmin(a, b), sign * fmax(a, b));
    }
    mpfr_clears(near, far, (mpfr_ptr)NULL);
    gsl_rng_free(rng);
}

START_TEST(directions_hold)
{
    for_each(expect_direction);
}
END_TEST

/* Far out the value is beside the limit and never on it; at infinity it is the limit. */
static void expect_limits(const subject *s)
{
    mpfr_t y;
    mpfr_init2(y, NARROW);
    for (int side = 0; side < 2; side++) {
        const double limit = s->traits.limit[side], sign = side == 0 ? 1 : -1;
        if (isnan(limit))
            continue;
        double last = 0;
        for (double x = 0x1p-149; x < 0x1p29; x *= 8) {
            mpfr_clear_flags();
            evaluate(s, y, sign * x);
            if (mpfr_underflow_p()) /* the value has left MPFR's exponents */
                break;
            last = x;
            ck_assert_msg(mpfr_cmp_d(y, limit) != 0, "%s, op %d, alpha %g reaches its limit at %a", s->function->name,
                          s->op, s->params.alpha, sign * x);
        }
        evaluate(s, y, sign * last);
        mpfr_sub_d(y, y, limit, MPFR_RNDN);
        ck_assert_double_lt(fabs(mpfr_get_d(y, MPFR_RNDN)), 0x1p-25);
        evaluate(s, y, sign * HUGE_VAL);
        ck_assert_msg(mpfr_cmp_d(y, limit) == 0, "%s, op %d, alpha %g at infinity", s->function->name, s->op,
                      s->params.alpha);
    }
    mpfr_clear(y);
}

START_TEST(limits_are_approached_and_not_reached)
{
    for_each(expect_limits);
}
END_TEST

static void expect_precision(const subject *s)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    mpfr_t narrow, wide;
    mpfr_init2(narrow, NARROW);
    mpfr_init2(wide, WIDE);
    for (int i = 0; i < ROUNDS; i++) {
        const double x = draw(rng) * (i % 2 == 0 ? 1 : -1);
        evaluate(s, narrow, x);
        evaluate(s, wide, x);
        if (!mpfr_regular_p(wide) || !mpfr_regular_p(narrow)) {
            ck_assert_int_eq(mpfr_nan_p(wide), mpfr_nan_p(narrow));
            continue;
        }
        mpfr_sub(narrow, narrow, wide, MPFR_RNDN);
        const mpfr_exp_t worst = mpfr_get_exp(wide) + MPFR_SLACK_BITS - NARROW;
        ck_assert_msg(mpfr_zero_p(narrow) || mpfr_get_exp(narrow) <= worst, "%s, op %d at %a", s->function->name, s->op,
                      x);
    }
    mpfr_clears(narrow, wide, (mpfr_ptr)NULL);
    gsl_rng_free(rng);
}

START_TEST(values_are_as_precise_as_promised)
{
    for_each(expect_precision);
}
END_TEST

/* (f(x + h) - f(x - h)) / 2h is f'(x) up to h^2 f'''(x) / 6. */
static void expect_derivative(const subject *s)
{
    if (s->op != OP_GRADIENT)
        return;
    const subject forward = {s->function, OP_FORWARD, s->params, s->traits};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    mpfr_t x, step, slope, above, below;
    mpfr_inits2(WIDE, x, step, slope, above, below, (mpfr_ptr)NULL);
    for (int i = 0; i < ROUNDS; i++) {
        const double at = ldexp(1 + gsl_rng_uniform(rng), (int)gsl_rng_uniform_int(rng, 40) - 34);
        mpfr_set_d(x, i % 2 == 0 ? at : -at, MPFR_RNDN);
        mpfr_set_si_2exp(step, 1, -200, MPFR_RNDN);
        s->function->ops[OP_GRADIENT].exact(slope, x, &s->params);
        mpfr_add(below, x, step, MPFR_RNDN);
        forward.function->ops[OP_FORWARD].exact(above, below, &s->params);
        mpfr_sub(x, x, step, MPFR_RNDN);
        forward.function->ops[OP_FORWARD].exact(below, x, &s->params);
        mpfr_sub(above, above, below, MPFR_RNDN);
        mpfr_div_2ui(above, above, 1, MPFR_RNDN);
        mpfr_div(above, above, step, MPFR_RNDN);
        if (mpfr_regular_p(slope) && mpfr_get_exp(slope) < -250) /* lost in the difference */
            continue;
        mpfr_sub(above, above, slope, MPFR_RNDN);
        mpfr_abs(above, above, MPFR_RNDN);
        mpfr_abs(slope, slope, MPFR_RNDN);
        mpfr_mul_2si(slope, slope, -180, MPFR_RNDN);
        ck_assert_msg(mpfr_lessequal_p(above, slope), "%s, alpha %g: the slope at %a", s->function->name,
                      s->params.alpha, i % 2 == 0 ? at : -at);
    }
    mpfr_clears(x, step, slope, above, below, (mpfr_ptr)NULL);
    gsl_rng_free(rng);
}

START_TEST(gradients_are_derivatives)
{
    for_each(expect_derivative);
}
END_TEST

/* (f(p + h) - f(p - h)) / 2h is the slope by a parameter p up to h^2 times a third derivative. */
static void expect_parameter_derivative(const subject *s)
{
    static const double step = 0x1p-30;
    if (s->op < OP_GRAD_ALPHA)
        return;
    const parameter by = (parameter)(s->op - OP_GRAD_ALPHA);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    mpfr_t slope, above, below;
    mpfr_inits2(WIDE, slope, above, below, (mpfr_ptr)NULL);
    for (int i = 0; i < ROUNDS; i++) {
        const double size = ldexp(1 + gsl_rng_uniform(rng), (int)gsl_rng_uniform_int(rng, 38) - 34);
        const double x = i % 2 == 0 ? size : -size;
        subject up = *s, down = *s;
        up.op = down.op = OP_FORWARD;
        up.params.value[by] += step;
        down.params.value[by] -= step;
        evaluate(s, slope, x);
        evaluate(&up, above, x);
        evaluate(&down, below, x);
        mpfr_sub(above, above, below, MPFR_RNDN);
        mpfr_div_d(above, above, up.params.value[by] - down.params.value[by], MPFR_RNDN);
        mpfr_sub(above, above, slope, MPFR_RNDN);
        ck_assert_msg(mpfr_zero_p(above) || mpfr_get_exp(above) < mpfr_get_exp(slope) - 36, "%s: the slope by %s at %a",
                      s->function->name, parameter_names[by], x);
    }
    mpfr_clears(slope, above, below, (mpfr_ptr)NULL);
    gsl_rng_free(rng);
}

START_TEST(parameter_gradients_are_derivatives)
{
    for_each(expect_parameter_derivative);
}
END_TEST

static double value_of(const char *name, op operation, double alpha, double x)
{
    const function *f = function_find(name);
    const subject s = {.function = f,
                       .op = operation,
                       .params = params_of(f, DTYPE_F64, &(params){.alpha = alpha, .beta = (double)NAN})};
    mpfr_t y;
    mpfr_init2(y, NARROW);
    evaluate(&s, y, x);
    const double value = mpfr_get_d(y, MPFR_RNDN);
    mpfr_clear(y);
    return value;
}

/* Values that can be looked up, or seen. */
START_TEST(known_values)
{
    static const struct {
        const char *function;
        op op;
        double alpha, x, y;
    } known[] = {
        {"exp", OP_FORWARD, 0, 1, 0x1.5bf0a8b145769p1},
        {"exp", OP_FORWARD, 0, 0, 1},
        {"expm1", OP_FORWARD, 0, 1, 0x1.b7e151628aed3p0},
        {"log1p", OP_FORWARD, 0, 1, 0x1.62e42fefa39efp-1},
        {"erf", OP_FORWARD, 0, 1, 0x1.af767a741088bp-1}, /* 0.84270079294971486934... */
        {"tanh", OP_FORWARD, 0, 1, 0x1.85efab514f394p-1},
        {"tanh", OP_GRADIENT, 0, 0, 1},
        {"sigmoid", OP_FORWARD, 0, 0, 0.5},
        {"sigmoid", OP_GRADIENT, 0, 0, 0.25},
        {"sigmoid", OP_FORWARD, 0, -HUGE_VAL, 0},
        {"relu", OP_FORWARD, 0, -3, 0},
        {"relu", OP_FORWARD, 0, 3, 3},
        {"leaky_relu", OP_FORWARD, 0.25, -3, -0.75},
        {"leaky_relu", OP_FORWARD, 3, -3, -9}, /* not max(alpha x, x) */
        {"prelu", OP_GRAD_ALPHA, 0.25, -3, -3},
        {"prelu", OP_GRAD_ALPHA, 0.25, 3, 0},
        {"elu", OP_FORWARD, 2, -HUGE_VAL, -2},
        {"elu", OP_GRADIENT, 2, -HUGE_VAL, 0},
        {"elu", OP_GRADIENT, 2, 3, 1},
        /* At the kink the left derivative. */
        {"relu", OP_GRADIENT, 0, 0, 0},
        {"leaky_relu", OP_GRADIENT, 0.25, 0, 0.25},
        {"elu", OP_GRADIENT, 2, 0, 2},
    };
    for (size_t i = 0; i < LENGTH(known); i++)
        ck_assert_double_eq(value_of(known[i].function, known[i].op, known[i].alpha, known[i].x), known[i].y);
    ck_assert(isnan(value_of("log1p", OP_FORWARD, 0, -2)));
    ck_assert(isinf(value_of("log1p", OP_FORWARD, 0, -1)));
    ck_assert(!signbit(value_of("relu", OP_FORWARD, 0, -0.0)));
    ck_assert(signbit(value_of("tanh", OP_FORWARD, 0, -0.0)));
}
END_TEST

/* Kernel and reference mean the same number. */
START_TEST(alpha_is_rounded_to_the_dtype)
{
    const function *f = function_find("leaky_relu");
    const params asked = {.alpha = 0.01, .beta = (double)NAN};
    ck_assert_double_eq(params_of(f, DTYPE_F32, &asked).alpha, (double)0.01f);
    ck_assert_double_eq(params_of(f, DTYPE_F64, &asked).alpha, 0.01);
    ck_assert_double_eq(params_of(function_find("relu"), DTYPE_F64, &asked).alpha, 0);
    ck_assert_ptr_null(function_find("sine"));
    ck_assert_ptr_null(function_find(""));
}
END_TEST

SUITE(reference_properties, 60, symmetries_hold, directions_hold, limits_are_approached_and_not_reached,
      values_are_as_precise_as_promised, gradients_are_derivatives, parameter_gradients_are_derivatives, known_values,
      alpha_is_rounded_to_the_dtype);
