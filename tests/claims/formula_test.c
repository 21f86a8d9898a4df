#include "claims/definitions.h"
#include "claims/formula.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>

static double value_of(const char *formula, const char *variables)
{
    scope s;
    ck_assert_msg(scope_read(&s, definitions, variables), "%s", variables);
    mpfr_t result;
    mpfr_init2(result, 53);
    const bool good = formula_evaluate(formula, &s, result);
    const double value = mpfr_get_d(result, MPFR_RNDN);
    ck_assert_msg(good || isnan(value), "%s", formula);
    mpfr_clear(result);
    scope_free(&s);
    return value;
}

START_TEST(precedence_is_that_of_print)
{
    static const struct {
        const char *formula;
        double value;
    } cases[] = {
        {"1+2*3", 7},      {"2*3+1", 7},    {"1-2-3", -4},     {"8/4/2", 1},    {"2^3^2", 512},
        {"-2^2", -4},      {"(-2)^2", 4},   {"-2^-2", -0.25},  {"2*-3", -6},    {"--2", 2},
        {"-a^-2*b-1", -4}, {"max(a,b)", 3}, {"min(a,b)", 1},   {"abs(-a) ", 1}, {" ( 1 + 2 ) ", 3},
        {"exp(0)", 1},     {"log2(8)", 3},  {"ln(exp(2))", 2}, {"tanh(0)", 0},  {"1.5e1", 15},
    };
    for (size_t i = 0; i < LENGTH(cases); i++)
        ck_assert_msg(value_of(cases[i].formula, "a=1 b=3") == cases[i].value, "%s: %g", cases[i].formula,
                      value_of(cases[i].formula, "a=1 b=3"));
}
END_TEST

START_TEST(slopes_are_those_of_calculus)
{
    ck_assert_double_eq(value_of("D(x,x^3)", "x=2"), 12);
    ck_assert_double_eq(value_of("D(x,sigmoid)", "x=0"), 0.25);
    ck_assert_double_eq(value_of("D(x,exp(x))-exp(x)", "x=1") < 1e-150, 1);
    ck_assert_double_eq(value_of("left(x,relu)", "x=0"), 0);
    ck_assert_double_eq(value_of("right(x,relu)", "x=0"), 1);
    ck_assert_double_eq(value_of("D(x,relu)", "x=0"), 0.5);
    ck_assert_double_eq(value_of("D(a,a*x)", "a=3 x=-5"), -5);
    ck_assert_double_eq(value_of("x+D(x,x^2)", "x=1"), 3); /* x is itself again */
}
END_TEST

START_TEST(what_is_no_formula_is_refused)
{
    static const char *const wrong[] = {"",
                                        "1+",
                                        "(1",
                                        "1)",
                                        "f(1)",
                                        "q",
                                        "1 2",
                                        "max(1)",
                                        "D(1)",
                                        "D(x,",
                                        "D(q,q)",
                                        "exp()",
                                        "exp(1,2)",
                                        "*2",
                                        "2^",
                                        "@",
                                        "averyveryverylongname"};
    for (size_t i = 0; i < LENGTH(wrong); i++)
        ck_assert_msg(isnan(value_of(wrong[i], "x=1")), "%s", wrong[i]);
}
END_TEST

START_TEST(malformed_variables_are_refused)
{
    static const char *const wrong[] = {"x", "x=", "=1", "x=a", "x 1", "1=x", "a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        scope s;
        ck_assert_msg(!scope_read(&s, definitions, wrong[i]), "%s", wrong[i]);
        scope_free(&s);
    }
}
END_TEST

SUITE(claims_formula, 10, precedence_is_that_of_print, slopes_are_those_of_calculus, what_is_no_formula_is_refused,
      malformed_variables_are_refused);
