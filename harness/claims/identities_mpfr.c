/* The notes' formulas as printed, evaluated in MPFR: one entry of data for each equation, each line of a
 * derivation and each limit. */
#include "claims/definitions.h"
#include "claims/formula.h"
#include "claims/identities.h"
#include "support/length.h"
#include "support/memory.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWN_POINTS = 64, WHOLE_POINTS = 40, BINARY_POINTS = 20 };

/* Two sides closer than this are equal: one-sided quotients are good to 2^-300, all else to 2^-500 or better. */
static const double equal = 0x1p-256;

/* The derivative of S, by a way that the notes do not take. */
static const char sigmoid_slope[] = "(1-tanh(g/2)^2)/4";

static const struct equation {
    const char *claim;
    identity_key key;
    const char *quantity, *left, *right;
    const char *over; /* the variable that runs over the points; NULL: none does */
    const char *params;
} equations[] = {
    {"N01", KEY_STACK, "three linear layers = one", "c*(c*(c*x))", "c^3*x", "x", "c=0.3"},
    {"N01", KEY_STACK, "three linear layers = one", "c*(c*(c*x))", "c^3*x", "x", "c=1.7"},
    {"N01", KEY_STACK, "three linear layers = one", "c*(c*(c*x))", "c^3*x", "x", "c=-3"},

    {"N06", KEY_LOGIT_OF_SIGMOID, "logit of sigmoid", "ln(sigmoid/(1-sigmoid))", "x", "x", ""},
    {"N06", KEY_SIGMOID_OF_LOGIT, "sigmoid of logit", "1/(1+exp(-ln(p/(1-p))))", "p", "t", ""},

    {"N08", KEY_SIGMOID_OF_4, "sigmoid(ln 4)", "1/(1+exp(-ln(4)))", "4/5", NULL, ""},
    {"N08", KEY_ODDS, "odds of 4/5", "(4/5)/(1-4/5)", "4", NULL, ""},

    {"N09", KEY_LINE, "line 1", "ln(y/(1-y))", "w*x+b", "x", "line=1 w=2 b=1"},
    {"N09", KEY_LINE, "line 2", "exp(w*x+b)", "y/(1-y)", "x", "line=2 w=2 b=1"},
    {"N09", KEY_LINE, "line 3, first sign of equality", "1/exp(w*x+b)", "(1-y)/y", "x", "line=3 sign=1 w=2 b=1"},
    {"N09", KEY_LINE, "line 3, second sign of equality", "(1-y)/y", "1/y-1", "x", "line=3 sign=2 w=2 b=1"},
    {"N09", KEY_LINE, "line 4", "1+1/exp(w*x+b)", "1/y", "x", "line=4 w=2 b=1"},
    {"N09", KEY_LINE, "line 5", "exp(w*x+b)/exp(w*x+b)+1/exp(w*x+b)", "1/y", "x", "line=5 w=2 b=1"},
    {"N09", KEY_LINE, "line 6", "(1+exp(w*x+b))/exp(w*x+b)", "1/y", "x", "line=6 w=2 b=1"},
    {"N09", KEY_LINE, "line 7", "exp(w*x+b)/(1+exp(w*x+b))", "y", "x", "line=7 w=2 b=1"},
    {"N09", KEY_LINE, "line 8", "(1/exp(w*x+b))/(1/exp(w*x+b))*(exp(w*x+b)/(1+exp(w*x+b)))", "y", "x",
     "line=8 w=2 b=1"},
    {"N09", KEY_LINE, "line 9", "1/((1+exp(w*x+b))/exp(w*x+b))", "y", "x", "line=9 w=2 b=1"},
    {"N09", KEY_LINE, "line 10", "1/(1/(exp(w*x+b)+1))", "y", "x", "line=10 w=2 b=1"},
    {"N09", KEY_LAST_LINE, "last line", "1/(1+exp(-w*x+b))", "y", "x", "w=2 b=0"},
    {"N09", KEY_LAST_LINE, "last line", "1/(1+exp(-w*x+b))", "y", "x", "w=2 b=1"},
    {"N09", KEY_LAST_LINE, "last line", "1/(1+exp(-w*x+b))", "y", "x", "w=2 b=4"},
    {"N09", KEY_RIGHT_LAST_LINE, "the right last line", "1/(1+exp(-(w*x+b)))", "y", "x", "w=2 b=1"},
    {"N09", KEY_RIGHT_LINE, "the right line 10", "1/(1/exp(w*x+b)+1)", "y", "x", "w=2 b=1"},

    {"N10", KEY_SLOPE_FORM, "S' = S(1-S)", "D(g,S)", "S*(1-S)", "g", ""},

    {"N11", KEY_LINE, "line 1", "D(g,1/(1+exp(-g)))", sigmoid_slope, "g", "line=1"},
    {"N11", KEY_LINE, "line 2", "D(g,(1+exp(-g))^-1)", sigmoid_slope, "g", "line=2"},
    {"N11", KEY_LINE, "line 3", "-(1+exp(-g))^-2*D(g,1+exp(-g))", sigmoid_slope, "g", "line=3"},
    {"N11", KEY_LINE, "line 4", "-(1+exp(-g))^-2*exp(-g)-1", sigmoid_slope, "g", "line=4"},
    {"N11", KEY_LINE, "line 5", "exp(-g)/(1+exp(-g))^2", sigmoid_slope, "g", "line=5"},
    {"N11", KEY_LINE, "line 6", "(1+exp(-g)-1)/(1+exp(-g))^2", sigmoid_slope, "g", "line=6"},
    {"N11", KEY_LINE, "line 7", "-1/(1+exp(-g))", sigmoid_slope, "g", "line=7"},
    {"N11", KEY_LINE, "line 8", "1/(1+exp(-g))-1/(1+exp(-g))^2", sigmoid_slope, "g", "line=8"},
    {"N11", KEY_LINE, "line 9", "1/(1+exp(-g))*(1-1/(1+exp(-g)))", sigmoid_slope, "g", "line=9"},
    {"N11", KEY_LINE, "line 10", "S*(1-S)", sigmoid_slope, "g", "line=10"},
    {"N11", KEY_RIGHT_LINE, "the right line 4", "-(1+exp(-g))^-2*(exp(-g)*(-1))", sigmoid_slope, "g", ""},

    {"N12", KEY_MAX_FORM, "max(0,x) = piecewise", "max(0,x)", "(x+abs(x))/2", "x", ""},
    {"N16", KEY_NEGATIVE_SLOPE, "slope of ReLU below 0", "D(x,max(0,x)) * max(0,-x)", "0", "x", ""},

    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=-0.5"},
    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=0"},
    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=0.01"},
    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=0.25"},
    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=1"},
    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=1.5"},
    {"N17", KEY_MAX_FORM, "max(alpha x, x) = piecewise", "max(alpha*x,x)", "leaky_relu", "x", "alpha=2"},

    {"N20", KEY_SLOPE_FORM, "derivative by alpha", "D(alpha,prelu)", "min(0,x)", "x", "alpha=0.25"},
    {"N20", KEY_SLOPE_FORM, "derivative by alpha", "D(alpha,prelu)", "min(0,x)", "x", "alpha=2"},

    {"N26", KEY_SLOPE_JUMP_FORM, "jump of ELU's slope at 0 = |alpha-1|", "abs(right(x,elu)-left(x,elu))",
     "abs(alpha-1)", NULL, "x=0 alpha=0.5"},
    {"N26", KEY_SLOPE_JUMP_FORM, "jump of ELU's slope at 0 = |alpha-1|", "abs(right(x,elu)-left(x,elu))",
     "abs(alpha-1)", NULL, "x=0 alpha=1"},
    {"N26", KEY_SLOPE_JUMP_FORM, "jump of ELU's slope at 0 = |alpha-1|", "abs(right(x,elu)-left(x,elu))",
     "abs(alpha-1)", NULL, "x=0 alpha=2"},

    {"N28", KEY_TANH_FORM, "tanh as printed", "(exp(x)-exp(-x))/(exp(x)+exp(-x))", "tanh(x)", "x", ""},
    {"N29", KEY_TANH_FORM, "tanh from sigmoid", "2*(1/(1+exp(-(2*x))))-1", "tanh(x)", "x", ""},

    {"N35", KEY_EXPECTED, "E = y(1+E) for the odds", "p*(1+p/(1-p))", "p/(1-p)", "t", ""},
    {"N38", KEY_OVER_ITSELF, "e over itself", "exp(1)/exp(1)", "1", NULL, ""},
    {"N38", KEY_OTHER_BASE, "logits to another base", "log2(p/(1-p))*ln(2)", "ln(p/(1-p))", "t", ""},
    {"N39", KEY_ODDS_RATIO, "ratio to the odds of q = the odds of 4/5", "(4/5)/(1-4/5)/(q/(1-q))", "(4/5)/(1-4/5)",
     NULL, "q=0.5"},
    {"N39", KEY_ODDS_RATIO, "ratio to the odds of q = the odds of 4/5", "(4/5)/(1-4/5)/(q/(1-q))", "(4/5)/(1-4/5)",
     NULL, "q=0.75"},
    {"N45", KEY_LIMIT, "ELU far below 0 = alpha", "elu", "alpha", NULL, "x=-600 alpha=1"},
    {"N45", KEY_LIMIT, "ELU far below 0 = alpha", "elu", "alpha", NULL, "x=-600 alpha=2"},
    {"N45", KEY_RIGHT_LIMIT, "ELU far below 0 = -alpha", "elu", "-alpha", NULL, "x=-600 alpha=1"},
    {"N45", KEY_RIGHT_LIMIT, "ELU far below 0 = -alpha", "elu", "-alpha", NULL, "x=-600 alpha=2"},
    {"N49", KEY_LINE, "by g", "D(g,S)", "S*(1-S)", "g", ""},
    {"N49", KEY_SLOPE_FORM, "by x, where g = wx+b", "D(x,y)", "y*(1-y)", "x", "w=2 b=1"},
    {"N49", KEY_RIGHT_LINE, "by x, with the factor w", "D(x,y)", "w*y*(1-y)", "x", "w=2 b=1"},
};

static const struct quantity {
    const char *claim;
    identity_key key;
    const char *quantity, *formula;
    const char *over; /* the variable that runs over the points, for the largest value; NULL: one value */
    const char *params, *relation;
    double bound;
} quantities[] = {
    {"N02", KEY_RANGE_END, "log2 of sigmoid", "log2(sigmoid)", NULL, "x=-1e15", "<", 0},
    {"N02", KEY_RANGE_END, "log2 of 1 - sigmoid", "log2(1-sigmoid)", NULL, "x=600", "<", 0},
    {"N03", KEY_SIGMOID_SLOPE, "largest slope of sigmoid", "D(x,sigmoid)", "x", "", "<=", 0.25},
    {"N07", KEY_ODDS_NEAR_1, "log2 of odds, y = 1 - 2^-k", "log2((1-2^-k)/2^-k)", NULL, "k=10", ">", 9},
    {"N07", KEY_ODDS_NEAR_1, "log2 of odds, y = 1 - 2^-k", "log2((1-2^-k)/2^-k)", NULL, "k=900", ">", 899},
    {"N07", KEY_ODDS_NEAR_0, "log2 of odds, y = 2^-k", "log2(2^-k/(1-2^-k))", NULL, "k=10", "<", -9},
    {"N07", KEY_ODDS_NEAR_0, "log2 of odds, y = 2^-k", "log2(2^-k/(1-2^-k))", NULL, "k=900", "<", -899},
    {"N14", KEY_RANGE_END, "ReLU of the largest float32", "relu", NULL, "x=0x1.fffffep+127", "<=", 1},
    {"N14", KEY_RANGE_END, "ReLU of the smallest float32", "relu", NULL, "x=-0x1.fffffep+127", "<=", 1},
    {"N23", KEY_RANGE_END, "log2 of ELU's distance from -alpha, over alpha", "log2((elu+alpha)/alpha)", NULL,
     "x=-600 alpha=0.5", "<", -800},
    {"N23", KEY_RANGE_END, "log2 of ELU's distance from -alpha, over alpha", "log2((elu+alpha)/alpha)", NULL,
     "x=-600 alpha=1", "<", -800},
    {"N23", KEY_RANGE_END, "log2 of ELU's distance from -alpha, over alpha", "log2((elu+alpha)/alpha)", NULL,
     "x=-600 alpha=2", "<", -800},
    {"N25", KEY_NEGATIVE_SLOPE, "log2 of ELU's slope", "log2(D(x,elu))", NULL, "x=-100 alpha=1", "<", 0},
    {"N25", KEY_NEGATIVE_SLOPE, "log2 of ELU's slope", "log2(alpha*exp(x))", NULL, "x=-1e15 alpha=1", "<", 0},
    {"N26", KEY_SLOPE_JUMP, "jump of ELU's slope at 0", "abs(right(x,elu)-left(x,elu))", NULL, "x=0 alpha=0.5", "",
     NAN},
    {"N26", KEY_SLOPE_JUMP, "jump of ELU's slope at 0", "abs(right(x,elu)-left(x,elu))", NULL, "x=0 alpha=1", "", NAN},
    {"N26", KEY_SLOPE_JUMP, "jump of ELU's slope at 0", "abs(right(x,elu)-left(x,elu))", NULL, "x=0 alpha=2", "", NAN},
    {"N26", KEY_CURVATURE_JUMP, "jump of ELU's curvature at 0", "abs(right(x,right(x,elu))-left(x,left(x,elu)))", NULL,
     "x=0 alpha=1", "", NAN},
    {"N30", KEY_TANH_SLOPE, "largest slope of tanh", "D(x,tanh(x))", "x", "", "<=", 1},
    {"N30", KEY_SIGMOID_SLOPE, "largest slope of sigmoid", "D(x,sigmoid)", "x", "", "<=", 0.25},
    {"N30", KEY_RANGE_END, "log2 of 1 - tanh", "log2(1-tanh(x))", NULL, "x=300", "<", 0},
    {"N30", KEY_RANGE_END, "log2 of 1 + tanh", "log2(1+tanh(x))", NULL, "x=-300", "<", 0},
    {"N36", KEY_TRIALS, "trials up to a failure, y = 2^-k", "1/(1-2^-k)", NULL, "k=10", "<", 0},
    {"N36", KEY_TRIALS, "trials up to a failure, y = 2^-k", "1/(1-2^-k)", NULL, "k=900", "<", 0},
    {"N36", KEY_ODDS_NEAR_1, "log2 of the trials up to a failure, y = 1 - 2^-k", "log2(1/2^-k)", NULL, "k=900", ">",
     899},
    {"N37", KEY_LOG_NEAR_0, "ln(2^-k)", "ln(2^-k)", NULL, "k=10", ">", 0},
    {"N37", KEY_LOG_NEAR_0, "ln(2^-k)", "ln(2^-k)", NULL, "k=900", ">", 0},
};

typedef struct points {
    double *x;
    size_t count;
} points;

/* 0, the whole numbers and powers of two around it, and points drawn from (-40, 40). */
static points points_new(unsigned long seed)
{
    points p = {.x = memory_or_exit(malloc((1 + 2 * (WHOLE_POINTS + BINARY_POINTS) + DRAWN_POINTS) * sizeof *p.x))};
    p.x[p.count++] = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
        for (int i = 1; i <= WHOLE_POINTS; i++)
            p.x[p.count++] = sign * i;
        for (int i = 1; i <= BINARY_POINTS; i++)
            p.x[p.count++] = ldexp(sign, -i);
    }
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, seed);
    for (int i = 0; i < DRAWN_POINTS; i++)
        p.x[p.count++] = 80 * gsl_rng_uniform(random) - 40;
    gsl_rng_free(random);
    return p;
}

/* |left - right|, or left where there is no right. */
static double evaluate(const char *left, const char *right, scope *s)
{
    mpfr_t l, r;
    mpfr_inits2(FORMULA_BITS, l, r, (mpfr_ptr)0);
    formula_evaluate(left, s, l);
    if (right != NULL) {
        formula_evaluate(right, s, r);
        mpfr_sub(l, l, r, MPFR_RNDN);
        mpfr_abs(l, l, MPFR_RNDN);
    }
    const double value = mpfr_get_d(l, MPFR_RNDN);
    mpfr_clears(l, r, (mpfr_ptr)0);
    return value;
}

/* The largest value over the points, with the first point that gives it. A NaN anywhere is the largest. */
static void search(identity_row *row, const char *left, const char *right, const char *over, scope *s, const points *p)
{
    row->value = -INFINITY;
    for (size_t i = 0; i < p->count && !isnan(row->value); i++) {
        mpfr_set_d(scope_variable(s, over), p->x[i], MPFR_RNDN);
        const double value = evaluate(left, right, s);
        if (!(value <= row->value)) {
            row->value = value;
            snprintf(row->x, sizeof row->x, "%a", p->x[i]);
        }
    }
    row->n = p->count;
}

static void evaluate_row(identity_row *row, const char *left, const char *right, const char *over, const points *p)
{
    scope s;
    scope_read(&s, definitions, row->params);
    if (over != NULL) {
        search(row, left, right, over, &s, p);
    } else {
        row->value = evaluate(left, right, &s);
        row->n = 1;
        mpfr_srcptr x = scope_variable(&s, "x");
        if (!mpfr_nan_p(x))
            snprintf(row->x, sizeof row->x, "%a", mpfr_get_d(x, MPFR_RNDN));
    }
    scope_free(&s);
}

static void start_row(identity_row *row, const char *claim, identity_key key, const char *quantity, const char *params)
{
    memset(row, 0, sizeof *row);
    snprintf(row->claim, sizeof row->claim, "%s", claim);
    snprintf(row->key, sizeof row->key, "%s", identity_key_names[key]);
    snprintf(row->quantity, sizeof row->quantity, "%s", quantity);
    snprintf(row->params, sizeof row->params, "%s", params);
}

static void equation_row(identity_row *row, const struct equation *e, const points *p)
{
    start_row(row, e->claim, e->key, e->quantity, e->params);
    snprintf(row->statement, sizeof row->statement, "%s = %s", e->left, e->right);
    snprintf(row->method, sizeof row->method, "MPFR, %d bits, largest |left - right|", FORMULA_BITS);
    strcpy(row->relation, "<=");
    row->bound = equal;
    evaluate_row(row, e->left, e->right, e->over, p);
}

static void quantity_row(identity_row *row, const struct quantity *q, const points *p)
{
    start_row(row, q->claim, q->key, q->quantity, q->params);
    snprintf(row->statement, sizeof row->statement, "%s", q->formula);
    snprintf(row->method, sizeof row->method, "MPFR, %d bits%s", FORMULA_BITS, q->over ? ", largest value" : "");
    strcpy(row->relation, q->relation);
    row->bound = q->bound;
    evaluate_row(row, q->formula, NULL, q->over, p);
}

void identities_in_mpfr(table *rows, const identity_options *options)
{
    const mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    mpfr_set_emin(mpfr_get_emin_min());
    mpfr_set_emax(mpfr_get_emax_max());
    points p = points_new(options->seed);
    identity_row row;
    for (size_t i = 0; i < LENGTH(equations); i++) {
        equation_row(&row, &equations[i], &p);
        identity_append(rows, options, &row);
    }
    for (size_t i = 0; i < LENGTH(quantities); i++) {
        quantity_row(&row, &quantities[i], &p);
        identity_append(rows, options, &row);
    }
    free(p.x);
    mpfr_set_emin(emin);
    mpfr_set_emax(emax);
    mpfr_free_cache();
}
