#include "claims/fixture.h"

#include "claims/identities.h"
#include "rows/cell.h"
#include "support/length.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 12 };

/* max_form was judged at another alpha as well, where it is no leaky ReLU. */
static void add_accuracy(table *t)
{
    static const struct {
        const char *impl, *op;
        double max_ulp;
        const char *hi, *lo;
        uint64_t faults, misrounded;
        const char *first_fault, *params;
    } rows[] = {
        {"sigmoid/naive", "forward", 1e6, "0x1.154246p+4", "-0x1.62e43p+6", 0, 9, "", ""},
        {"sigmoid/stable", "forward", 2.4, "0x1.154246p+4", "-0x1.9fe36ap+6", 0, 9, "", ""},
        {"sigmoid/fast", "forward", 3.5, "0x1.154246p+4", "-0x1.9fe36ap+6", 0, 9, "", ""},
        {"sigmoid/from_output", "gradient", 8e6, "0x1.154246p+4", "-0x1.9fe36ap+6", 0, 9, "", ""},
        {"sigmoid/stable", "gradient", 3, "0x1.9fe36ap+6", "-0x1.9fe36ap+6", 0, 9, "", ""},
        {"relu/branch", "forward", 0, "", "", 0, 0, "", ""},
        {"relu/max", "forward", 0, "", "", 0, 0, "", ""},
        {"relu/select", "forward", 0, "", "", 0, 0, "", ""},
        {"relu/branch", "gradient", 0, "", "", 0, 0, "", ""},
        {"relu/select", "gradient", 0, "", "", 0, 0, "", ""},
        {"relu/mine", "gradient", 0, "", "", 0, 0, "", ""},
        {"leaky_relu/max_form", "forward", 1e9, "", "", 0, 9, "", "alpha=2"},
        {"leaky_relu/max_form", "forward", 0.5, "", "", 0, 0, "", "alpha=0.01"},
        {"prelu/branch", "grad_alpha", 0, "", "", 0, 0, "", "alpha=0.25"},
        {"prelu/mine", "grad_alpha", 0, "", "", 0, 0, "", "alpha=0.25"},
        {"elu/printed", "forward", 1.6e7, "", "-0x1.154246p+4", 0, 9, "", "alpha=1"},
        {"elu/expm1", "forward", 0.8, "", "-0x1.154246p+4", 0, 9, "", "alpha=1"},
        {"elu/from_input", "gradient", 0.5, "", "-0x1.9fe36ap+6", 0, 9, "", "alpha=1"},
        {"elu/from_output", "gradient", 1e6, "", "-0x1.154246p+4", 0, 9, "", "alpha=1"},
        {"tanh/libm", "forward", 2.2, "0x1.205966p+3", "-0x1.205966p+3", 0, 9, "", ""},
        {"tanh/printed", "forward", 1.6e7, "0x1.205966p+3", "-0x1.205966p+3", 7, 9, "0x1.62e43p+6", ""},
        {"tanh/sigmoid_form", "forward", 1.6e7, "0x1.205966p+3", "-0x1.205966p+3", 0, 9, "", ""},
        {"tanh/expm1_form", "forward", 2, "0x1.205966p+3", "-0x1.205966p+3", 0, 9, "", ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        accuracy_row row = {.n = UINT64_C(1) << 32,
                            .max_ulp = rows[i].max_ulp,
                            .faults = rows[i].faults,
                            .misrounded = rows[i].misrounded,
                            .dtype = "f32",
                            .inputs = "exhaustive",
                            .method = "exhaustive",
                            .max_ulp_x = "0x1p-24"};
        snprintf(row.function, sizeof row.function, "%.*s", (int)strcspn(rows[i].impl, "/"), rows[i].impl);
        snprintf(row.op, sizeof row.op, "%s", rows[i].op);
        snprintf(row.impl, sizeof row.impl, "%s", rows[i].impl);
        snprintf(row.saturate_hi_x, sizeof row.saturate_hi_x, "%s", rows[i].hi);
        snprintf(row.saturate_lo_x, sizeof row.saturate_lo_x, "%s", rows[i].lo);
        snprintf(row.first_fault_x, sizeof row.first_fault_x, "%s", rows[i].first_fault);
        snprintf(row.params, sizeof row.params, "%s", rows[i].params);
        table_append(t, &row);
    }
}

static void add_speed(table *t)
{
    static const struct {
        const char *impl;
        double copies[3]; /* time over memcpy's at each size */
    } rows[] = {{"sigmoid/naive", {58, 30, 8}},
                {"sigmoid/fast", {4, 2, 0.93}},
                {"relu/select", {0.9, 0.95, 0.92}},
                {"relu/branch", {110, 60, 12}},
                {"relu/mask", {10, 8, 1}}};
    static const uint64_t sizes[3] = {4096, 262144, 16777216};
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (size_t s = 0; s < 3; s++) {
            const double ratio = rows[i].copies[s];
            speed_row row = {.op = "forward",
                             .dtype = "f32",
                             .distribution = "N(0,4)",
                             .placement = "out_of_place",
                             .mode = "throughput",
                             .state = "fast",
                             .n = sizes[s],
                             .ns_per_element = ratio,
                             .threads = 1,
                             .ratio_to_copy = ratio,
                             .copy_low = ratio * 0.99,
                             .copy_high = ratio * 1.01,
                             .noise_floor = 0.005};
            snprintf(row.function, sizeof row.function, "%.*s", (int)strcspn(rows[i].impl, "/"), rows[i].impl);
            snprintf(row.impl, sizeof row.impl, "%s", rows[i].impl);
            table_append(t, &row);
        }
}

/* A row with nothing measured yet. */
static training_row start_row(const char *experiment, const char *activation, uint64_t seed)
{
    training_row row;
    memset(&row, 0, sizeof row);
    for (size_t i = 0; i < training_schema.column_count; i++) {
        const column *c = &training_schema.columns[i];
        if (c->kind == CELL_REAL)
            memcpy((char *)&row + c->offset, &(double){NAN}, sizeof(double));
    }
    snprintf(row.experiment, sizeof row.experiment, "%s", experiment);
    snprintf(row.activation, sizeof row.activation, "%s", activation);
    snprintf(row.data, sizeof row.data, "digits");
    snprintf(row.dtype, sizeof row.dtype, "f32");
    snprintf(row.status, sizeof row.status, "ok");
    const bool sigmoidal = activation[0] == 's' || activation[0] == 't';
    snprintf(row.init, sizeof row.init, "%s", sigmoidal ? "xavier" : "he");
    row.seed = seed;
    row.depth = 3;
    row.epoch = 20;
    row.samples = 1000;
    return row;
}

/* A small deviation of its own for each seed. */
static double noise(uint64_t seed)
{
    return sin((double)(seed * 7919)) * 0.001;
}

/* The rows of one contender in one replication of `accuracy` and `steps`. */
static void add_contender(table *t, training_row row, double error, double loss, double steps, double mean,
                          double alpha)
{
    strcpy(row.experiment, "accuracy");
    row.test_accuracy = 1 - error;
    row.test_loss = loss;
    table_append(t, &row);
    for (row.layer = 1; row.layer <= row.depth; row.layer++)
        for (uint64_t end = 0; end <= 1; end++) {
            training_row part = row;
            part.epoch = 20 * end;
            part.test_accuracy = part.test_loss = NAN;
            part.mean_activation = mean;
            part.alpha = end == 1 ? alpha : 0.25;
            table_append(t, &part);
        }
    strcpy(row.experiment, "steps");
    row.layer = 0;
    row.test_accuracy = row.test_loss = NAN;
    row.steps = 5000;
    row.steps_to_loss = steps;
    table_append(t, &row);
}

static void add_accuracies_and_steps(table *t)
{
    enum { HE = 1, XAVIER = 2, XAVIER_4 = 4, EACH = 7 };
    static const char *const inits[] = {"he", "xavier", "xavier_4"};
    static const struct {
        const char *activation;
        unsigned inits;
        double accuracy, steps, mean, alpha;
        const char *optimizer, *normalisation;
    } all[] = {
        {"elu", EACH, 0.975, 300, 0.05, NAN, "sgd", "none"},
        {"leaky_relu", EACH, 0.965, 400, 0.4, NAN, "sgd", "none"},
        {"relu", EACH, 0.955, 500, 0.4, NAN, "sgd", "none"},
        {"prelu", EACH, 0.96, 450, 0.3, 0.1, "sgd", "none"},
        {"tanh", EACH, 0.945, 600, 0, NAN, "sgd", "none"},
        {"sigmoid", EACH, 0.93, 1500, 0.5, NAN, "sgd", "none"},
        {"sigmoid_4x", XAVIER, 0.94, 1000, 0.5, NAN, "sgd", "none"},
        {"sigmoid_centred", XAVIER, 0.94, 800, 0, NAN, "sgd", "none"},
        {"tanh_quarter", XAVIER, 0.94, 800, 0, NAN, "sgd", "none"},
        {"sigmoid_4x_centred", XAVIER, 0.94, 600, 0, NAN, "sgd", "none"},
        {"elu_half", HE | XAVIER, 0.97, 310, 0.05, NAN, "sgd", "none"},
        {"elu_double", HE | XAVIER, 0.97, 310, 0.05, NAN, "sgd", "none"},
        {"relu", HE, 0.96, 500, 0.4, NAN, "sgd", "batch"},
        {"sigmoid", XAVIER, 0.95, 700, 0.5, NAN, "sgd", "batch"},
        {"relu", HE, 0.955, 500, 0.4, NAN, "adam", "none"},
        {"sigmoid", XAVIER, 0.93, 900, 0.5, NAN, "adam", "none"},
    };
    for (size_t a = 0; a < LENGTH(all); a++)
        for (size_t i = 0; i < 3; i++)
            for (uint64_t seed = 0; seed < SEEDS && (all[a].inits >> i & 1); seed++) {
                training_row row = start_row("accuracy", all[a].activation, seed);
                strcpy(row.init, inits[i]);
                strcpy(row.optimizer, all[a].optimizer);
                strcpy(row.normalisation, all[a].normalisation);
                const double error = 1 - all[a].accuracy + noise(seed + a);
                add_contender(t, row, error, 10 * error, all[a].steps * (1 + 20 * noise(seed + a)),
                              all[a].mean + noise(seed + a), all[a].alpha + noise(seed));
            }
}

static void add_dead(table *t)
{
    static const struct {
        const char *activation;
        double dead[3], negative;
    } all[] = {{"relu", {0.0, 0.2, 0.7}, 0.7}, {"leaky_relu", {0, 0, 0}, 0.5}, {"elu", {0, 0, 0}, 0.1}};
    static const double rates[3] = {0.01, 0.1, 1};
    for (size_t a = 0; a < 3; a++)
        for (size_t r = 0; r < 3; r++)
            for (uint64_t seed = 0; seed < SEEDS; seed++)
                for (uint64_t layer = 0; layer <= 3; layer++) {
                    training_row row = start_row("dead", all[a].activation, seed);
                    row.rate = rates[r];
                    row.layer = layer;
                    row.dead_share = fabs(all[a].dead[r] + (all[a].dead[r] > 0 ? noise(seed) : 0));
                    row.negative_share = all[a].negative;
                    row.train_accuracy = 0.6;
                    row.died_units = all[a].dead[r] * 64;
                    row.recovered_units = (rates[r] < 1 ? 0.3 : 0) * row.died_units * (1 + noise(seed));
                    table_append(t, &row);
                    row.died_units = row.recovered_units = NAN;
                    row.epoch = 5;
                    row.recovered_share = layer > 1 ? 0.3 + noise(seed) : 0.0;
                    table_append(t, &row);
                }
}

static void add_vanish(table *t)
{
    static const struct {
        const char *activation, *init;
        double factor;
    } all[] = {{"sigmoid", "he", 0.3},        {"sigmoid", "xavier", 0.25},
               {"sigmoid", "xavier_4", 0.6},  {"relu", "he", 0.99},
               {"relu", "xavier", 0.98},      {"relu", "xavier_4", 1.2},
               {"tanh", "he", 1.02},          {"tanh", "xavier", 0.95},
               {"tanh", "xavier_4", 1.1},     {"sigmoid_centred", "xavier", 0.9},
               {"sigmoid_4x", "xavier", 0.5}, {"sigmoid_4x_centred", "xavier", 0.95},
               {"elu", "he", 1.01},           {"elu", "xavier", 0.97},
               {"elu", "xavier_4", 1.1}};
    enum { KINDS = LENGTH(all) };
    static const uint64_t depths[4] = {2, 5, 10, 20};
    for (size_t a = 0; a < KINDS; a++)
        for (size_t d = 0; d < 4; d++)
            for (uint64_t seed = 0; seed < SEEDS; seed++)
                for (uint64_t layer = 1; layer <= depths[d] + 1; layer++) {
                    training_row row = start_row("vanish", all[a].activation, seed);
                    snprintf(row.init, sizeof row.init, "%s", all[a].init);
                    row.depth = depths[d];
                    row.layer = layer;
                    row.epoch = 0;
                    row.gradient_norm =
                        pow(all[a].factor, (double)(depths[d] - layer)) * exp(noise(seed * 50 + layer + depths[d]));
                    table_append(t, &row);
                }
}

static void add_rectifiers(table *t)
{
    static const struct {
        const char *activation;
        double gap, gain;
    } all[] = {{"relu", 0, 0}, {"leaky_relu_quarter", 0, 0}, {"prelu", 0.02, 0.01}, {"prelu_unit", 0.02, 0.01}};
    for (size_t a = 0; a < LENGTH(all); a++)
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            training_row row = start_row("large", all[a].activation, seed);
            strcpy(row.data, "fashion");
            row.samples = 1280000;
            row.test_accuracy = 0.88 + all[a].gain + noise(seed + a);
            row.test_loss = 0.4 - 4 * all[a].gain + noise(seed + a);
            table_append(t, &row);
            for (size_t set = 0; set < 2; set++)
                for (size_t r = 0; r < 3; r++) {
                    static const double rates[] = {0.2, 0.03, 0.3};
                    row = start_row(r == 0 ? "overfit" : "overfit_rate", all[a].activation, seed);
                    strcpy(row.data, set ? "fashion" : "digits");
                    row.rate = rates[r];
                    row.train_accuracy = 1;
                    row.train_loss = 0;
                    row.test_accuracy = 0.9 - all[a].gap + noise(seed + a);
                    row.test_loss = 0.3 + 3 * all[a].gap + noise(seed + a);
                    table_append(t, &row);
                }
        }
}

static void add_small_ones(table *t)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        for (size_t a = 0; a < 3; a++) {
            training_row row = start_row("alpha", "leaky_relu", seed);
            row.alpha_start = a == 0 ? 0 : a == 1 ? 0.01 : 0.3;
            row.test_accuracy = 0.95 + 0.003 * (double)a + noise(seed + a);
            table_append(t, &row);
        }
        for (size_t a = 0; a < 2; a++) {
            training_row row = start_row("mean", a ? "elu" : "relu", seed);
            strcpy(row.data, "gaussian");
            strcpy(row.kernel, a ? "expm1" : "select");
            row.mean_activation = (a ? 0.16 : 0.4) + noise(seed + a);
            table_append(t, &row);
        }
        for (size_t a = 0; a < 2; a++)
            for (size_t simd = 0; simd < 2; simd++) {
                static const char *const kernels[2][2] = {{"relu/mask", "relu/exact"},
                                                          {"sigmoid/naive", "sigmoid/fast"}};
                training_row row = start_row("cost", a ? "sigmoid" : "relu", seed);
                strcpy(row.kernel, kernels[a][simd]);
                strcpy(row.gradient_kernel, "kept_output");
                row.epoch_seconds = (a && !simd ? 0.03 : 0.02) * (1 + noise(seed + a));
                row.forward_share = row.gradient_share = a && !simd ? 0.15 : 0.02;
                table_append(t, &row);
            }
    }
    for (size_t a = 0; a < 2; a++) {
        training_row row = start_row("mean", a ? "elu" : "relu", 0);
        strcpy(row.data, "gaussian");
        strcpy(row.kernel, "quadrature");
        strcpy(row.dtype, "f64");
        row.mean_activation = a ? 0.1605 : 0.3989;
        table_append(t, &row);
    }
}

evidence fixture_new(void)
{
    const evidence e = {.accuracy = table_new(&accuracy_schema),
                        .speed = table_new(&speed_schema),
                        .training = table_new(&training_schema),
                        .identity = table_new(&identity_schema)};
    const identity_options few = {"test", 1, true, 1000003};
    identities_measure(e.identity, &few);
    add_accuracy(e.accuracy);
    add_speed(e.speed);
    add_accuracies_and_steps(e.training);
    add_dead(e.training);
    add_vanish(e.training);
    add_rectifiers(e.training);
    add_small_ones(e.training);
    return e;
}

static table *copy(const table *t)
{
    table *c = table_new(t->schema);
    for (size_t i = 0; i < t->count; i++)
        table_append(c, table_row(t, i));
    return c;
}

evidence fixture_copy(const evidence *e)
{
    return (evidence){.accuracy = copy(e->accuracy),
                      .speed = copy(e->speed),
                      .training = copy(e->training),
                      .identity = copy(e->identity)};
}

static const column *column_named(const schema *s, const char *name, size_t length)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strlen(s->columns[i].name) == length && memcmp(s->columns[i].name, name, length) == 0)
            return &s->columns[i];
    ck_abort_msg("%s has no column %.*s", s->file, (int)length, name);
}

/* Splits off the next word of text into word; false at the end. A blank inside a value is written as "_". */
static bool next_word(const char **text, char word[TEXT_LONG])
{
    *text += strspn(*text, " ");
    const size_t length = strcspn(*text, " ");
    memcpy(word, *text, length);
    word[length] = '\0';
    *text += length;
    return length > 0;
}

static void unescape(char *value)
{
    for (; *value != '\0'; value++)
        *value = *value == '_' ? ' ' : *value;
}

static bool row_matches(const schema *s, const void *row, const char *where)
{
    char word[TEXT_LONG], number[CELL_NUMBER_SIZE];
    while (next_word(&where, word)) {
        const size_t name = strcspn(word, "=");
        const column *c = column_named(s, word, name);
        char *value = word + name + 1;
        const char *cell = cell_text(c, row, number);
        /* Names have underscores of their own: the value counts as written, or with blanks for them. */
        if (strcmp(cell, value) == 0)
            continue;
        unescape(value);
        if (strcmp(cell, value) != 0)
            return false;
    }
    return true;
}

static void change(const schema *s, char *row, const char *what)
{
    char word[TEXT_LONG], number[CELL_NUMBER_SIZE];
    while (next_word(&what, word)) {
        const size_t name = strcspn(word, "=*~^");
        const column *c = column_named(s, word, name);
        const char *value = word + name + 1;
        if (word[name] == '=') {
            ck_assert_ptr_null(cell_parse(c, row, value, strlen(value)));
            continue;
        }
        uint64_t seed = 0;
        if (s == &training_schema)
            seed = ((const training_row *)(const void *)row)->seed;
        double real = strtod(cell_text(c, row, number), NULL);
        const double operand = strtod(value, NULL);
        if (word[name] == '~')
            real += seed % 2 ? operand : -operand;
        else
            real = word[name] == '*' ? real * operand : pow(real, operand);
        memcpy(row + c->offset, &real, sizeof real);
    }
}

size_t fixture_edit(evidence *e, const char *file, const char *where, const char *what)
{
    table **tables[] = {&e->accuracy, &e->speed, &e->training, &e->identity};
    size_t changed = 0;
    for (size_t i = 0; i < LENGTH(tables); i++) {
        table *old = *tables[i];
        if (strcmp(old->schema->file, file) != 0)
            continue;
        table *edited = table_new(old->schema);
        char *row = malloc(old->schema->row_size);
        for (size_t r = 0; r < old->count; r++) {
            memcpy(row, table_row(old, r), old->schema->row_size);
            const bool matches = row_matches(old->schema, row, where);
            changed += matches;
            if (matches && strcmp(what, "drop") == 0)
                continue;
            if (matches)
                change(old->schema, row, what);
            table_append(edited, row);
        }
        free(row);
        table_free(old);
        *tables[i] = edited;
    }
    return changed;
}
