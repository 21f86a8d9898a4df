/* The page says what the rows say: positions are read back, names cannot break it, and what is missing is named. */
#include "page/page.h"
#include "page/screen.h"

#include "rows/rows.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const accuracy_row judged = {.function = "sigmoid",
                                    .op = "forward",
                                    .dtype = "f32",
                                    .inputs = "exhaustive",
                                    .method = "exhaustive",
                                    .n = 1ull << 32,
                                    .max_ulp_x = "-0x1.62e43p+6",
                                    .max_ulp_x_bits = "0xc2b17218",
                                    .mean_ulp = 0.25,
                                    .claimed_bound_ulp = NAN};

static const speed_row timed = {.function = "sigmoid",
                                .op = "forward",
                                .dtype = "f32",
                                .distribution = "N(0,4)",
                                .n = 4096,
                                .placement = "out_of_place",
                                .mode = "throughput",
                                .state = "fast",
                                .threads = 1,
                                .ratio_to_copy = 10,
                                .noise_floor = 0.01,
                                .baseline = "sigmoid/naive"};

typedef struct fixture {
    table *accuracy, *speed;
} fixture;

static fixture fixture_new(void)
{
    return (fixture){table_new(&accuracy_schema), table_new(&speed_schema)};
}

static void add(fixture *f, const char *impl, double ulp, double ns)
{
    accuracy_row a = judged;
    speed_row s = timed;
    snprintf(a.impl, sizeof a.impl, "%s", impl);
    snprintf(s.impl, sizeof s.impl, "%s", impl);
    a.max_ulp = ulp;
    s.ns_per_element = ns;
    s.ns_low = ns * 0.98;
    s.ns_high = ns * 1.02;
    s.ratio_to_baseline = ns;
    s.ratio_low = ns * 0.99;
    s.ratio_high = ns * 1.01;
    table_append(f->accuracy, &a);
    table_append(f->speed, &s);
}

/* Writes the rows to a folder, draws the page there and returns it; frees the fixture. Other files may be there. */
static char *draw(fixture *f, const char *dir)
{
    ck_assert_int_eq(table_write(f->accuracy, dir), STATUS_GOOD);
    ck_assert_int_eq(table_write(f->speed, dir), STATUS_GOOD);
    table_free(f->accuracy);
    table_free(f->speed);
    run_files files;
    ck_assert_int_eq(run_files_read(dir, &files), STATUS_GOOD);
    ck_assert_int_eq(page_write(&files, NULL, dir), STATUS_GOOD);
    run_files_free(&files);
    return scratch_read(dir, "index.html");
}

/* The value of a mark along an axis of logarithms: pixels p between p0 and p1 stand for v0 to v1. */
static double value_at(double p, double p0, double p1, double v0, double v1)
{
    return exp(log(v0) + (p - p0) / (p1 - p0) * (log(v1) - log(v0)));
}

START_TEST(marks_stand_where_the_rows_say)
{
    static const struct {
        const char *impl;
        double ulp, ns;
    } rows[] = {{"sigmoid/naive", 2000, 1}, {"sigmoid/quick", 3.5, 0.25}, {"sigmoid/right", 0.5, 8}};
    fixture f = fixture_new();
    for (size_t i = 0; i < 3; i++)
        add(&f, rows[i].impl, rows[i].ulp, rows[i].ns);
    char *dir = scratch_new(), *page = draw(&f, dir);
    const char *pareto = strstr(page, "data-pixels=");
    double p[4], v[4];
    ck_assert_ptr_nonnull(pareto);
    ck_assert_int_eq(sscanf(pareto, "data-pixels='%lf %lf %lf %lf' data-values='%lf %lf %lf %lf'", &p[0], &p[1], &p[2],
                            &p[3], &v[0], &v[1], &v[2], &v[3]),
                     8);
    for (size_t i = 0; i < 3; i++) {
        char name[64];
        double x, y;
        snprintf(name, sizeof name, "data-name='%s'", rows[i].impl);
        const char *mark = strstr(pareto, name);
        ck_assert_ptr_nonnull(mark);
        ck_assert_int_eq(sscanf(strstr(mark, "translate("), "translate(%lf,%lf)", &x, &y), 2);
        ck_assert_double_eq_tol(value_at(x, p[0], p[1], v[0], v[1]) / rows[i].ns, 1, 0.02);
        ck_assert_double_eq_tol(value_at(y, p[2], p[3], v[2], v[3]) / rows[i].ulp, 1, 0.1);
    }
    free(page);
    scratch_free(dir);
}
END_TEST

/* The scale of the picture that has the label: pixels and values of its axes. Returns where it begins. */
static const char *scale_of(const char *page, const char *label, double p[4], double v[4])
{
    const char *at = strstr(page, label), *scale = at;
    ck_assert_msg(at != NULL, "no picture %s", label);
    while (strncmp(scale, "data-pixels=", strlen("data-pixels=")) != 0)
        scale--;
    ck_assert_int_eq(sscanf(scale, "data-pixels='%lf %lf %lf %lf' data-values='%lf %lf %lf %lf'", &p[0], &p[1], &p[2],
                            &p[3], &v[0], &v[1], &v[2], &v[3]),
                     8);
    return at;
}

static double linear_at(double p, double p0, double p1, double v0, double v1)
{
    return v0 + (p - p0) / (p1 - p0) * (v1 - v0);
}

/* Where the mark with that text stands. */
static void place_of_mark(const char *picture, const char *text, double *x, double *y)
{
    const char *mark = strstr(picture, text);
    ck_assert_msg(mark != NULL, "no mark '%s'", text);
    ck_assert_int_eq(sscanf(strstr(mark, "translate("), "translate(%lf,%lf)", x, y), 2);
}

static accuracy_key key_of(const char *function, const char *impl)
{
    accuracy_key key = {.op = "forward", .dtype = "f32", .inputs = "exhaustive"};
    snprintf(key.function, sizeof key.function, "%s", function);
    snprintf(key.impl, sizeof key.impl, "%s", impl);
    return key;
}

/* Writes the rows and frees them. */
static void put(table *rows, const char *dir)
{
    ck_assert_int_eq(table_write(rows, dir), STATUS_GOOD);
    table_free(rows);
}

static void add_bin(table *bins, const char *function, const char *impl, int exponent, double ulp, double absolute)
{
    accuracy_bin_row row = {.key = key_of(function, impl),
                            .sign = "+",
                            .n = 1 << 23,
                            .max_ulp = ulp,
                            .max_ulp_x = "0x1.8p+1",
                            .mean_ulp = ulp / 2,
                            .max_abs = absolute};
    snprintf(row.exponent, sizeof row.exponent, "%d", exponent);
    table_append(bins, &row);
}

START_TEST(the_signed_histogram_stands_where_the_rows_say)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 20, 1);
    char *dir = scratch_new();
    table *offsets = table_new(&accuracy_offset_schema);
    const accuracy_offset_row rows[] = {{key_of("sigmoid", "sigmoid/naive"), -INFINITY, -1025, 10},
                                        {key_of("sigmoid", "sigmoid/naive"), 0, 0, 900},
                                        {key_of("sigmoid", "sigmoid/naive"), 5, 8, 90}};
    for (size_t i = 0; i < LENGTH(rows); i++)
        table_append(offsets, &rows[i]);
    put(offsets, dir);
    char *page = draw(&f, dir);
    static const struct {
        const char *text;
        double place, share;
    } marks[] = {{"-inf to -1025 ulp", -8, 0.01}, {"+0 ulp", 0, 0.9}, {"+5 to +8 ulp", 5, 0.09}};
    double p[4], v[4], x, y;
    const char *picture = scale_of(page, "signed histogram of the error", p, v);
    for (size_t i = 0; i < LENGTH(marks); i++) {
        place_of_mark(picture, marks[i].text, &x, &y);
        ck_assert_double_eq_tol(linear_at(x, p[0], p[1], v[0], v[1]), marks[i].place, 0.05);
        ck_assert_double_eq_tol(value_at(y, p[2], p[3], v[2], v[3]) / marks[i].share, 1, 0.05);
    }
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(who_visibly_leaves_the_function_is_drawn_on_it)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 20, 1);
    add(&f, "sigmoid/hard", 1e6, 1);
    char *dir = scratch_new();
    table *bins = table_new(&accuracy_bin_schema);
    add_bin(bins, "sigmoid", "sigmoid/naive", 1, 20, 1e-6);
    add_bin(bins, "sigmoid", "sigmoid/hard", 1, 1e6, 0.125);
    put(bins, dir);
    char *page = draw(&f, dir);
    double p[4], v[4], x, y;
    const char *picture = scale_of(page, "the function and its slope", p, v);
    place_of_mark(picture, "off by up to 0.125", &x, &y);
    ck_assert_double_eq_tol(linear_at(x, p[0], p[1], v[0], v[1]), 3, 0.1);
    ck_assert_double_eq_tol(linear_at(y, p[2], p[3], v[2], v[3]), 1 / (1 + exp(-3)), 0.01);
    ck_assert_ptr_null(strstr(picture, "off by up to 1e-06"));
    /* On a dark page black would not be seen: ink is the page's. */
    ck_assert_ptr_null(strstr(page, "\"black\""));
    ck_assert_ptr_null(strstr(page, "'black'"));
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(faults_and_saturation_are_marked_where_they_begin)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 20, 1);
    accuracy_row *row = (accuracy_row *)table_row(f.accuracy, 0);
    row->faults = 1;
    strcpy(row->first_fault_x, "0x1.8p+3");
    strcpy(row->saturate_lo_x, "-0x1p+1");
    char *dir = scratch_new();
    table *bins = table_new(&accuracy_bin_schema);
    for (int e = -4; e <= 4; e++)
        add_bin(bins, "sigmoid", "sigmoid/naive", e, 20, 1e-6);
    put(bins, dir);
    char *page = draw(&f, dir);
    double p[4], v[4], x, y;
    const char *picture = scale_of(page, "error along x", p, v);
    place_of_mark(picture, "faults from x = 0x1.8p+3", &x, &y);
    ck_assert_double_eq_tol(linear_at(x, p[0], p[1], v[0], v[1]), 3 + 4 + 1 + 0.5, 0.05);
    place_of_mark(picture, "saturates from x = -0x1p+1", &x, &y);
    ck_assert_double_eq_tol(linear_at(x, p[0], p[1], v[0], v[1]), -(1 + 4 + 1), 0.05);
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(a_claim_shows_its_steps_and_its_picture)
{
    fixture f = fixture_new();
    char *dir = scratch_new();
    table *bins = table_new(&accuracy_bin_schema), *claims = table_new(&claim_schema);
    static const char *const impls[] = {"tanh/printed", "tanh/expm1_form"};
    for (size_t i = 0; i < LENGTH(impls); i++) {
        add(&f, impls[i], 1 + (double)i, 1);
        accuracy_row *row = (accuracy_row *)table_row(f.accuracy, i);
        strcpy(row->function, "tanh");
        for (int e = -4; e <= 4; e++)
            add_bin(bins, "tanh", impls[i], e, 1 + (double)i, 1e-6);
    }
    const claim_row claim = {.id = "N28",
                             .verdict = "depends",
                             .claim = "tanh",
                             .question = "Is it <right>?",
                             .note = "said so",
                             .korean = "그렇다",
                             .arithmetic = "first & least | second",
                             .effect = NAN};
    table_append(claims, &claim);
    put(bins, dir);
    put(claims, dir);
    char *page = draw(&f, dir);
    ck_assert_ptr_nonnull(strstr(page, "<li>first &amp; least</li><li>second</li>"));
    ck_assert_ptr_nonnull(strstr(page, "Is it &lt;right&gt;?"));
    ck_assert_ptr_nonnull(strstr(page, "<p class='en'>said so</p><p class='ko'>그렇다</p>"));
    ck_assert_ptr_nonnull(strstr(page, "<figure id='picture-1'"));
    ck_assert_ptr_nonnull(strstr(page, "<a href='#picture-1'>"));
    free(page);
    scratch_free(dir);
}
END_TEST

/* A real browser runs the page's script without a complaint; `make test-page` tries more. */
START_TEST(a_browser_runs_the_page)
{
    if (system("command -v chromium >/dev/null 2>&1") != 0) {
        fputs("tests: page: no chromium: the page was not opened in a browser\n", stderr);
        return;
    }
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 20, 1);
    add(&f, "sigmoid/other", 2, 2);
    char *dir = scratch_new(), line[1024];
    free(draw(&f, dir));
    snprintf(line, sizeof line,
             "cd '%s' && HOME=$PWD timeout 40 chromium --headless --no-sandbox --disable-gpu --no-first-run "
             "--user-data-dir=$PWD/profile --enable-logging=stderr --virtual-time-budget=2000 --dump-dom "
             "\"file://$PWD/index.html\" >dom 2>said; rm -rf profile .config .cache .pki .local",
             dir);
    ck_assert_int_eq(system(line), 0);
    char *dom = scratch_read(dir, "dom"), *said = scratch_read(dir, "said");
    ck_assert_msg(strstr(dom, ">lin/log<") != NULL, "the script did not run to its end: %s", said);
    ck_assert_ptr_null(strstr(dom, "scripted hidden"));
    ck_assert_msg(strstr(said, "CONSOLE") == NULL, "%s", said);
    free(dom);
    free(said);
    scratch_free(dir);
}
END_TEST

START_TEST(same_rows_give_same_bytes)
{
    char *pages[2];
    for (size_t i = 0; i < 2; i++) {
        fixture f = fixture_new();
        add(&f, "sigmoid/naive", 20, 1);
        add(&f, "sigmoid/other", 2, 2);
        char *dir = scratch_new();
        pages[i] = draw(&f, dir);
        scratch_free(dir);
    }
    ck_assert_str_eq(pages[0], pages[1]);
    free(pages[0]);
    free(pages[1]);
}
END_TEST

START_TEST(names_cannot_break_the_page)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/<script>alert('\"&')</script>", 20, 1);
    add(&f, "sigmoid/a_name_of_more_than_seventy_characters_so_that_labels_run_out_of_room", 2, 2);
    char *dir = scratch_new(), *page = draw(&f, dir);
    ck_assert_ptr_null(strstr(page, "<script>alert"));
    ck_assert_ptr_nonnull(strstr(page, "sigmoid/&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"));
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(lower_bounds_are_marked)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 20, 1);
    add(&f, "sigmoid/other", 2, 2);
    accuracy_row *sampled = (accuracy_row *)table_row(f.accuracy, 0);
    strcpy(sampled->inputs, "stratified:1000");
    char *dir = scratch_new(), *page = draw(&f, dir);
    ck_assert_ptr_nonnull(strstr(page, "≥ 20"));
    ck_assert_ptr_null(strstr(page, "≥ 2<"));
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(what_is_missing_is_named)
{
    char *dir = scratch_new();
    table *training = table_new(&training_schema);
    ck_assert_int_eq(table_write(training, dir), STATUS_GOOD);
    table_free(training);
    run_files files;
    ck_assert_int_eq(run_files_read(dir, &files), STATUS_GOOD);
    ck_assert_int_eq(page_write(&files, NULL, dir), STATUS_GOOD);
    run_files_free(&files);
    char *page = scratch_read(dir, "index.html");
    ck_assert_ptr_nonnull(strstr(page, "accuracy.csv has no rows here"));
    ck_assert_ptr_nonnull(strstr(page, "training.csv has no rows here"));
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(an_empty_folder_is_no_run)
{
    char *dir = scratch_new();
    run_files files;
    capture c = capture_start();
    ck_assert_int_eq(run_files_read(dir, &files), STATUS_USAGE);
    char *said = capture_stop(&c);
    ck_assert_ptr_nonnull(strstr(said, "no run is stored there"));
    free(said);
    run_files_free(&files);
    scratch_free(dir);
}
END_TEST

START_TEST(figures_that_are_no_numbers_are_left_empty)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", NAN, NAN);
    add(&f, "sigmoid/other", NAN, NAN);
    char *dir = scratch_new(), *page = draw(&f, dir);
    ck_assert_ptr_nonnull(strstr(page, "sigmoid/other"));
    ck_assert_ptr_null(strstr(page, "nan"));
    free(page);
    scratch_free(dir);
}
END_TEST

START_TEST(thousands_of_implementations_stay_within_the_bound)
{
    fixture f = fixture_new();
    for (int i = 0; i < 3000; i++) {
        char impl[TEXT_NAME];
        snprintf(impl, sizeof impl, "sigmoid/number_%d", i);
        add(&f, i == 0 ? "sigmoid/naive" : impl, 1 + i, 1 + i * 0.001);
    }
    char *dir = scratch_new(), *page = draw(&f, dir);
    ck_assert_uint_lt(strlen(page), PAGE_BYTES_MAX);
    ck_assert_ptr_nonnull(strstr(page, "sigmoid/number_2999"));
    free(page);
    scratch_free(dir);
}
END_TEST

static const accuracy_row *moved(fixture *f, double ulp)
{
    accuracy_row *row = (accuracy_row *)table_row(f->accuracy, 1);
    row->max_ulp = ulp;
    return row;
}

START_TEST(what_moved_against_an_earlier_run_is_listed)
{
    char *dirs[2];
    for (size_t i = 0; i < 2; i++) {
        fixture f = fixture_new();
        add(&f, "sigmoid/naive", 20, 1);
        add(&f, "sigmoid/other", 2, 2);
        moved(&f, i == 0 ? 2 : 3);
        dirs[i] = scratch_new();
        free(draw(&f, dirs[i]));
    }
    run_files now, then;
    ck_assert_int_eq(run_files_read(dirs[1], &now), STATUS_GOOD);
    ck_assert_int_eq(run_files_read(dirs[0], &then), STATUS_GOOD);
    ck_assert_int_eq(page_write(&now, &then, dirs[1]), STATUS_GOOD);
    char *page = scratch_read(dirs[1], "index.html");
    ck_assert_ptr_nonnull(strstr(page, "2 → 3"));
    ck_assert_ptr_nonnull(strstr(page, "1 implementations changed"));
    free(page);
    run_files_free(&now);
    run_files_free(&then);
    scratch_free(dirs[0]);
    scratch_free(dirs[1]);
}
END_TEST

/* What the screen says of the fixture, whose rows it frees. */
static char *screen_of(fixture *f)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const run_files files = {.dir = "reports", .accuracy = f->accuracy, .speed = f->speed};
    screen_print(&files, true, out);
    fclose(out);
    table_free(f->accuracy);
    table_free(f->speed);
    return text;
}

START_TEST(a_screen_is_a_screen_however_much_was_measured)
{
    fixture f = fixture_new();
    static const char *const functions[] = {"sigmoid", "tanh", "relu", "elu", "exp", "erf"};
    static const char *const dtypes[] = {"f32", "f64", "f16", "bf16"};
    static const char *const ops[] = {"forward", "gradient", "grad_alpha"};
    for (size_t i = 0; i < 72; i++)
        for (size_t k = 0; k < 5; k++) {
            accuracy_row a = judged;
            snprintf(a.function, sizeof a.function, "%s", functions[i % 6]);
            snprintf(a.dtype, sizeof a.dtype, "%s", dtypes[i / 6 % 4]);
            snprintf(a.op, sizeof a.op, "%s", ops[i / 24]);
            snprintf(a.impl, sizeof a.impl, "%s/a_name_that_is_rather_long_%zu", a.function, k);
            a.claimed_bound_ulp = 0.1;
            a.max_ulp = 1.0 + (double)k;
            table_append(f.accuracy, &a);
        }
    char *text = screen_of(&f);
    size_t lines = 0;
    for (const char *line = text; *line != '\0'; lines++) {
        const size_t length = strcspn(line, "\n");
        ck_assert_uint_le(length, SCREEN_COLUMNS);
        line += length + (line[length] == '\n');
    }
    ck_assert_uint_le(lines, SCREEN_LINES);
    ck_assert_ptr_nonnull(strstr(text, "360 judged: 0 with faults at numbers"));
    ck_assert_ptr_nonnull(strstr(text, "and 38 more"));
    free(text);
}
END_TEST

START_TEST(a_screen_rounds_errors_up_and_marks_samples)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 2.4961, 1);
    add(&f, "sigmoid/wild", 1e9, 0.01);
    char *text = screen_of(&f);
    ck_assert_ptr_nonnull(strstr(text, "naive 1x 2.5"));
    ck_assert_ptr_null(strstr(text, "wild"));
    ck_assert_ptr_nonnull(strstr(text, "1 beyond 1000 ULP"));
    ck_assert_ptr_null(strstr(text, ">=2"));
    free(text);
}
END_TEST

static fixture one_of_few_processes(void)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 2, 1);
    add(&f, "sigmoid/other", 1, 2);
    speed_row *few = (speed_row *)table_row(f.speed, 1);
    few->ns_low = few->ns_high = few->ratio_low = few->ratio_high = (double)NAN;
    return f;
}

START_TEST(a_time_of_too_few_processes_looks_different)
{
    fixture f = one_of_few_processes(), again = one_of_few_processes();
    char *dir = scratch_new(), *page = draw(&f, dir), *text = screen_of(&again);
    ck_assert_ptr_nonnull(strstr(page, ">(2)</td>"));
    ck_assert_ptr_null(strstr(page, ">(1)</td>"));
    ck_assert_ptr_nonnull(strstr(text, "other (2x)"));
    ck_assert_ptr_nonnull(strstr(text, "(x): of fewer than 6 processes"));
    free(page);
    free(text);
    scratch_free(dir);
}
END_TEST

START_TEST(a_fault_at_infinity_alone_is_marked_and_not_left_out)
{
    fixture f = fixture_new();
    add(&f, "sigmoid/naive", 2, 1);
    add(&f, "sigmoid/broken", 1, 0.5);
    accuracy_row *rows[] = {(accuracy_row *)table_row(f.accuracy, 0), (accuracy_row *)table_row(f.accuracy, 1)};
    rows[0]->faults = rows[1]->faults = 1;
    strcpy(rows[0]->first_fault_x, "-inf");
    strcpy(rows[1]->first_fault_x, "-0x1p+7");
    char *text = screen_of(&f);
    ck_assert_ptr_nonnull(strstr(text, "naive 1x 2*"));
    ck_assert_ptr_null(strstr(text, "broken"));
    ck_assert_ptr_nonnull(strstr(text, "1 with faults at numbers"));
    free(text);
}
END_TEST

SUITE(page, 60, marks_stand_where_the_rows_say, the_signed_histogram_stands_where_the_rows_say,
      who_visibly_leaves_the_function_is_drawn_on_it, faults_and_saturation_are_marked_where_they_begin,
      a_claim_shows_its_steps_and_its_picture, a_browser_runs_the_page, same_rows_give_same_bytes,
      names_cannot_break_the_page, lower_bounds_are_marked, what_is_missing_is_named, an_empty_folder_is_no_run,
      figures_that_are_no_numbers_are_left_empty, thousands_of_implementations_stay_within_the_bound,
      what_moved_against_an_earlier_run_is_listed, a_screen_is_a_screen_however_much_was_measured,
      a_screen_rounds_errors_up_and_marks_samples, a_time_of_too_few_processes_looks_different,
      a_fault_at_infinity_alone_is_marked_and_not_left_out);
