/* What becomes of the identities in float32 arithmetic, where no implementation under test shows it: three
 * linear layers, the round trip through logit, the spellings of ReLU and leaky ReLU, the odds. */
#include "claims/float_maps.h"
#include "claims/identities.h"
#include "support/hot.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/progress.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const uint64_t every_float = UINT64_C(1) << 32, positive_floats = UINT64_C(0x7f800001);
enum { THINNED = 97 };

HOT static void three_layers(const float *x, float *y, size_t n, float c)
{
    for (size_t i = 0; i < n; i++)
        y[i] = c * (c * (c * x[i]));
}

HOT static void one_layer(const float *x, float *y, size_t n, float c)
{
    const float a = c * c * c;
    for (size_t i = 0; i < n; i++)
        y[i] = a * x[i];
}

HOT static void relu_piecewise(const float *x, float *y, size_t n, float unused)
{
    (void)unused;
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] <= 0 ? 0 : x[i];
}

HOT static void relu_branch(const float *x, float *y, size_t n, float unused)
{
    (void)unused;
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] > 0 ? x[i] : 0;
}

static void relu_fmax(const float *x, float *y, size_t n, float unused)
{
    (void)unused;
    for (size_t i = 0; i < n; i++)
        y[i] = fmaxf(0, x[i]);
}

HOT static void leaky_piecewise(const float *x, float *y, size_t n, float alpha)
{
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] <= 0 ? alpha * x[i] : x[i];
}

static void leaky_fmax(const float *x, float *y, size_t n, float alpha)
{
    for (size_t i = 0; i < n; i++)
        y[i] = fmaxf(alpha * x[i], x[i]);
}

static const struct comparison {
    const char *claim, *name, *statement;
    float_map *left, *right;
    const char *parameter;
    float value;
    const uint64_t *end;
    uint32_t stride; /* times that of the options */
} comparisons[] = {
    {"N01", "three_layers", "c*(c*(c*x)) against (c*c*c)*x", three_layers, one_layer, "c", 0.3f, &positive_floats, 1},
    {"N01", "three_layers", "c*(c*(c*x)) against (c*c*c)*x", three_layers, one_layer, "c", 1.7f, &positive_floats, 1},
    {"N01", "three_layers", "c*(c*(c*x)) against (c*c*c)*x", three_layers, one_layer, "c", 1e-15f, &positive_floats, 1},
    {"N12", "branch", "x > 0 ? x : 0 against x <= 0 ? 0 : x", relu_branch, relu_piecewise, "", 0, &every_float, 1},
    {"N12", "fmaxf", "fmaxf(0, x) against x <= 0 ? 0 : x", relu_fmax, relu_piecewise, "", 0, &every_float, 1},
    {"N12", "piecewise", "x <= 0 ? 0 : x against itself", relu_piecewise, relu_piecewise, "", 0, &every_float, THINNED},
    {"N17", "fmaxf", "fmaxf(alpha*x, x) against x <= 0 ? alpha*x : x", leaky_fmax, leaky_piecewise, "alpha", 0.01f,
     &every_float, THINNED},
    {"N17", "fmaxf", "fmaxf(alpha*x, x) against x <= 0 ? alpha*x : x", leaky_fmax, leaky_piecewise, "alpha", 1,
     &every_float, THINNED},
    {"N17", "fmaxf", "fmaxf(alpha*x, x) against x <= 0 ? alpha*x : x", leaky_fmax, leaky_piecewise, "alpha", 2,
     &every_float, THINNED},
};

static double largest_gap(const float_tally *t)
{
    return (double)t->gap;
}

static double numbers_apart(const float_tally *t)
{
    return (double)t->apart;
}

static double lost_nans(const float_tally *t)
{
    return (double)t->lost_nans;
}

static double keeps_minus_zero(const float_tally *t)
{
    return t->keeps_minus_zero;
}

static const struct tallied {
    identity_key key;
    const char *quantity;
    double (*value)(const float_tally *);
    size_t at; /* offset of the input that shows it; 0: none does */
} tallied[] = {
    {KEY_LARGEST_GAP, "largest gap in floats", largest_gap, offsetof(float_tally, gap_at)},
    {KEY_NUMBERS_APART, "numbers that differ", numbers_apart, offsetof(float_tally, first_apart)},
    {KEY_LOST_NANS, "NaNs answered by a number", lost_nans, 0},
    {KEY_KEEPS_MINUS_ZERO, "-0 answered by -0", keeps_minus_zero, 0},
};

static void set_input(identity_row *row, uint32_t bits)
{
    snprintf(row->x, sizeof row->x, "%a", (double)float_from_bits(bits));
    snprintf(row->x_bits, sizeof row->x_bits, "0x%08" PRIx32, bits);
}

static void describe_inputs(identity_row *row, const char *inputs, uint32_t stride)
{
    if (stride == 1)
        snprintf(row->method, sizeof row->method, "float32, %s", inputs);
    else
        snprintf(row->method, sizeof row->method, "float32, every %" PRIu32 "-th of %s", stride, inputs);
}

static void compare(table *rows, const identity_options *options, const struct comparison *c)
{
    const uint32_t stride = c->stride * options->stride;
    const float_tally t = float_maps_compare(c->left, c->right, c->value, *c->end, stride);
    for (size_t i = 0; i < LENGTH(tallied); i++) {
        identity_row row = {.n = t.n, .value = tallied[i].value(&t), .bound = NAN};
        snprintf(row.claim, sizeof row.claim, "%s", c->claim);
        snprintf(row.quantity, sizeof row.quantity, "%s: %s", c->name, tallied[i].quantity);
        snprintf(row.statement, sizeof row.statement, "%s", c->statement);
        snprintf(row.key, sizeof row.key, "%s", identity_key_names[tallied[i].key]);
        const int used = snprintf(row.params, sizeof row.params, "spelling=%s", c->name);
        if (*c->parameter != '\0')
            snprintf(row.params + used, sizeof row.params - (size_t)used, " %s=%g", c->parameter, (double)c->value);
        describe_inputs(&row, *c->end == every_float ? "all bit patterns" : "all x >= 0 (both sides are odd)", stride);
        if (tallied[i].at != 0 && t.apart > 0) {
            uint32_t bits;
            memcpy(&bits, (const char *)&t + tallied[i].at, sizeof bits);
            set_input(&row, bits);
        }
        identity_append(rows, options, &row);
    }
}

void identities_in_float(table *rows, const identity_options *options)
{
    const size_t count = LENGTH(comparisons);
    progress *bar = progress_new("identities", count, options->quiet);
    for (size_t i = 0; i < count && !interrupted(); i++) {
        compare(rows, options, &comparisons[i]);
        progress_add(bar, 1);
    }
    progress_free(bar);
}
