/* `judge` as a user runs it: each kind of thing, and each way in which one can go wrong. */
#include "guests/session.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Quick: few inputs, no timing. */
#define QUICK "--quiet --budget 0 --inputs stratified:20000 "

/* The lines that a card must have. */
static void expect_card(const session *s, const char *verdict)
{
    ck_assert_msg(strstr(s->out, verdict) != NULL, "no '%s' in: %s%s", verdict, s->out, s->err);
    static const char *const lines[] = {"\nmax error ", "\nquantiles ", "\nfaults ",
                                        "\norder ",     "\nby input ",  "\nULPs off "};
    for (size_t i = 0; i < LENGTH(lines); i++)
        ck_assert_msg(strstr(s->out, lines[i]) != NULL, "no%s in: %s", lines[i], s->out);
    size_t count = 0;
    for (const char *line = s->out; *line != '\0'; line += strcspn(line, "\n") + 1, count++)
        ck_assert_uint_le(strcspn(line, "\n"), 80);
    ck_assert_uint_le(count, 50);
}

static void put(const session *s, const char *file, const char *text)
{
    scratch_write(s->dir, file, text, strlen(text));
}

START_TEST(every_kind_of_code_gets_its_card)
{
    static const struct {
        const char *file, *text, *line, *verdict;
    } kinds[] = {
        {"m.c", "#include <math.h>\nfloat m(float x) { return expm1f(x); }", "expm1 m.c", "faithful"},
        {"a.c",
         "#include <stddef.h>\n#include <math.h>\nvoid a(const double *x, double *y, size_t n)\n"
         "{ for (size_t i = 0; i < n; i++) y[i] = exp(x[i]); }",
         "exp a.c", "f64"},
        {"l.c", "float l(float x, float a) { return x > 0 ? x : a * x; }", "leaky_relu l.c --alpha 0.25",
         "correctly rounded"},
        {"g.c", "float g(float x) { return x > 0 ? 1 : 0; }", "relu g.c --op gradient", "correctly rounded"},
        {"two.c", "float one(float x) { return x; } float two(float x) { return x < 0 ? 0 : x; }",
         "relu two.c --symbol two", "correctly rounded"},
        {"c.cpp",
         "#include <cmath>\nnamespace n { float h(float x) { return std::tanh(x); } }\n"
         "float my(float x) { return n::h(x); }",
         "tanh c.cpp --symbol my --cflags '-O3 -ffast-math'", "ULP"},
        {"h.c", "_Float16 h(_Float16 x) { return x > 0 ? x : x == x ? 0 : x; }", "relu h.c --dtype f16", "correctly"},
        {"b.c",
         "#include <stdint.h>\nvoid b(const uint16_t *x, uint16_t *y, unsigned n)\n"
         "{ for (unsigned i = 0; i < n; i++) y[i] = x[i] <= 0x7f80 || (x[i] & 0x7fff) > 0x7f80 ? x[i] : 0; }",
         "relu b.c --dtype bf16", "correctly rounded"},
        {"libm", "", "erf libm.so.6 --symbol erff", "faithful"},
    };
    session s = session_begin();
    for (size_t i = 0; i < LENGTH(kinds); i++) {
        put(&s, kinds[i].file, kinds[i].text);
        ck_assert_msg(session_run(&s, "actbench judge " QUICK "%s", kinds[i].line) == STATUS_GOOD, "%s: %s",
                      kinds[i].line, s.err);
        expect_card(&s, kinds[i].verdict);
    }
    session_end(&s);
}
END_TEST

#ifdef __x86_64__
START_TEST(vector_functions_are_called_by_the_vector_abi)
{
    session s = session_begin();
    if (session_run(&s, "actbench judge " QUICK "exp libmvec.so.1 --symbol _ZGVbN4v_expf") == STATUS_GOOD)
        expect_card(&s, "ULP");
    else
        session_expect_line(&s, "libmvec");
    ck_assert_int_eq(session_run(&s, "actbench judge exp libmvec.so.1 --symbol _ZGVbN4v_expf --dtype f64"),
                     STATUS_USAGE);
    session_expect_line(&s, "lanes");
    session_end(&s);
}
END_TEST
#endif

START_TEST(fortran_is_judged_where_its_compiler_is)
{
    session s = session_begin();
    put(&s, "f.f90", "real function f(x)\n  real, intent(in) :: x\n  f = exp(x)\nend function\n");
    const int status = session_run(&s, "actbench judge " QUICK "exp f.f90");
    if (status == STATUS_GOOD)
        expect_card(&s, "faithful");
    else
        session_expect_line(&s, "gfortran");
    session_end(&s);
}
END_TEST

/* The same cells but for what tells of the run. */
static char *without_names(const session *s, const char *file, const char *own)
{
    char *rows = scratch_read(s->dir, file), *out = NULL;
    size_t size = 0;
    ck_assert_msg(rows != NULL, "there is no %s", file);
    FILE *to = open_memstream(&out, &size);
    for (char *line = strtok(rows, "\n"); line != NULL; line = strtok(NULL, "\n"))
        if (strstr(line, own) != NULL)
            fprintf(to, "%s\n", strstr(line, own) + strlen(own));
    fclose(to);
    free(rows);
    return out;
}

/* Every cell of the folder's files about the guest is that of the tree's kernel in the folder "inside". */
static void expect_figures_of_tree(const session *s, const char *folder, const char *guest)
{
    static const char *const files[] = {"accuracy_bins.csv", "accuracy_histogram.csv", "accuracy_offsets.csv",
                                        "accuracy_properties.csv", "accuracy_weighted.csv"};
    for (size_t i = 0; i < LENGTH(files); i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        char *outside = without_names(s, path, guest);
        snprintf(path, sizeof path, "inside/%s", files[i]);
        char *inside = without_names(s, path, ",sigmoid/naive,");
        ck_assert_msg(strlen(inside) > 0 || strcmp(files[i], "accuracy_weighted.csv") == 0, "%s", files[i]);
        ck_assert_msg(strcmp(outside, inside) == 0, "%s of %s differs", files[i], folder);
        free(outside);
        free(inside);
    }
}

/* The textbook's sigmoid, as a source file, as a library, behind a pipe and as arrays of results. */
static const char as_array[] = "#include <math.h>\n#include <stddef.h>\n"
                               "static %s naive(%s x) { return (%s)(1 / (1 + expf(-(float)x))); }\n"
                               "void array(const %s *x, %s *y, size_t n)\n"
                               "{\n    for (size_t i = 0; i < n; i++)\n        y[i] = naive(x[i]);\n}\n";
static const char as_filter[] =
    "#include <stdio.h>\n"
    "int main(void)\n{\n    static TYPE x[1 << 16];\n    size_t n;\n"
    "    while ((n = fread(x, sizeof *x, 1 << 16, stdin)) > 0) {\n"
    "        array(x, x, n);\n        fwrite(x, sizeof *x, n, stdout);\n    }\n    return 0;\n}\n";

START_TEST(a_kernel_from_outside_has_the_figures_that_it_has_in_the_tree)
{
    static const struct {
        const char *type, *options;
    } cases[] = {{"_Float16", "--dtype f16 --inputs exhaustive"},
                 {"float", "--dtype f32 --inputs stratified:10000000"}};
    static const struct {
        const char *folder, *guest, *words;
    } ways[] = {{"source", ",sigmoid/array.c,", "array.c --cflags '-O2 -ffp-contract=off'"},
                {"library", ",sigmoid/libarray.so:array,", "./libarray.so --symbol array --abi x-y-n"},
                {"pipe", ",sigmoid/exec:filter,", "--exec ./filter"},
                {"arrays", ",sigmoid/y.raw,", "--outputs y.raw"}};
    session s = session_begin();
    for (size_t c = 0; c < LENGTH(cases); c++) {
        char source[2048];
        const char *type = cases[c].type;
        snprintf(source, sizeof source, as_array, type, type, type, type, type);
        put(&s, "array.c", source);
        put(&s, "filter.c", as_filter);
        ck_assert_int_eq(session_run(&s,
                                     "cc -O2 -ffp-contract=off -shared -fPIC -o libarray.so array.c -lm && "
                                     "cc -O2 -ffp-contract=off -include array.c -DTYPE=%s -o filter filter.c -lm && "
                                     "actbench inputs %s --raw > x.raw && ./filter < x.raw > y.raw",
                                     type, cases[c].options),
                         0);
        ck_assert_int_eq(session_run(&s,
                                     "actbench accuracy --function sigmoid --op forward --impl naive --quiet "
                                     "--out inside %s",
                                     cases[c].options),
                         STATUS_GOOD);
        for (size_t w = 0; w < LENGTH(ways); w++) {
            ck_assert_msg(session_run(&s, "actbench judge sigmoid %s --quiet --budget 0 --save %s %s", ways[w].words,
                                      ways[w].folder, cases[c].options) == STATUS_GOOD,
                          "%s: %s", ways[w].folder, s.err);
            expect_figures_of_tree(&s, ways[w].folder, ways[w].guest);
        }
    }
    session_end(&s);
}
END_TEST

START_TEST(what_cannot_be_judged_is_told_in_one_line)
{
    static const struct {
        const char *file, *text, *line;
        int status;
        const char *said;
    } cases[] = {
        {"x", "", "judge", STATUS_USAGE, "give a FUNCTION"},
        {"x", "", "judge sine x.c", STATUS_USAGE, "sine"},
        {"x", "", "judge relu none.c", STATUS_USAGE, "none.c: No such file"},
        {"x.txt", "text", "judge relu x.txt", STATUS_USAGE, "neither"},
        {"x.so", "text", "judge relu x.so --symbol f", STATUS_USAGE, "neither"},
        {"x", "", "judge exp libm.so.6", STATUS_USAGE, "--symbol"},
        {"x", "", "judge exp libm.so.6 --symbol expression", STATUS_USAGE, "no symbol 'expression'"},
        {"x", "", "judge exp libnone.so.1 --symbol f", STATUS_USAGE, "libnone.so.1"},
        {"e.c", "int main(void) { return 0; }", "judge relu e.c", STATUS_USAGE, "no function is seen"},
        {"t.c", "float a(float x) { return x; } float b(float x) { return x; }", "judge relu t.c", STATUS_USAGE,
         "a (x), b (x)"},
        {"t.c", "float a(float x) { return x; }", "judge relu t.c --symbol c", STATUS_USAGE, "'c'"},
        {"t.c", "float a(float x) { return x; }", "judge relu t.c --dtype f64", STATUS_USAGE, "f64"},
        {"t.c", "float a(float x) { return x; }", "judge relu t.c --abi f", STATUS_USAGE, "--abi expects"},
        {"t.c", "float a(float x) { return x; }", "judge relu t.c --op grad_alpha", STATUS_USAGE, "no grad_alpha"},
        {"t.c", "float a(float x) { return x; }", "judge relu t.c --cflags '-O2 \"'", STATUS_USAGE, "quotes"},
        {"t.c", "double a(double x) { return x; }", "judge relu t.c --inputs exhaustive", STATUS_USAGE, "f64"},
        {"t.c", "float a(float x) { return x; }", "judge relu t.c t.c", STATUS_USAGE, "already"},
    };
    session s = session_begin();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        put(&s, cases[i].file, cases[i].text);
        const int status = session_run(&s, "actbench %s", cases[i].line);
        ck_assert_msg(status == cases[i].status, "%s: %d, %s", cases[i].line, status, s.err);
        session_expect_line(&s, cases[i].said);
    }
    ck_assert_int_eq(session_run(&s, "CC=no-such-compiler actbench judge relu t.c"), STATUS_MISSING);
    session_expect_line(&s, "no-such-compiler");
    session_end(&s);
}
END_TEST

START_TEST(a_compilers_errors_are_shown_as_they_are)
{
    session s = session_begin();
    put(&s, "t.c", "float a(float x) { return y; }");
    ck_assert_int_eq(session_run(&s, "actbench judge relu t.c"), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(s.err, "t.c:1:"));
    ck_assert_ptr_nonnull(strstr(s.err, "does not compile"));
    session_end(&s);
}
END_TEST

START_TEST(a_range_is_summed_up_and_the_same_results_are_told)
{
    session s = session_begin();
    put(&s, "a.c", "float a(float x) { return x > 0 ? x : x == x ? 0 : x; }");
    put(&s, "b.c", "float b(float x) { return x < 0 ? 0 : x; }");
    put(&s, "c.c", "float c(float x) { return x < 0 ? 0 : x > 100 ? x * 1.5f : x; }");
    ck_assert_msg(session_run(&s, "actbench judge relu a.c b.c c.c " QUICK "--range -8:8") == STATUS_GOOD, "%s", s.err);
    ck_assert_ptr_nonnull(strstr(s.out, "-8 .. 8     max at least 0 ULP"));
    const char *third = strstr(s.out, "relu forward f32: c.c");
    ck_assert_ptr_nonnull(third);
    ck_assert_ptr_nonnull(strstr(third, "-8 .. 8     max at least 0 ULP"));
    ck_assert_ptr_null(strstr(third, "same as"));
    ck_assert_ptr_null(strstr(s.out, "same as     relu/b.c"));
    ck_assert_int_eq(session_run(&s, "cp b.c d.c; actbench judge relu b.c d.c " QUICK), STATUS_GOOD);
    ck_assert_ptr_nonnull(strstr(s.out, "same as     relu/b.c, bit for bit"));
    ck_assert_int_eq(session_run(&s, "actbench judge relu a.c --range 8:-8"), STATUS_USAGE);
    session_expect_line(&s, "--range expects");
    session_end(&s);
}
END_TEST

/* What flushes is right but for that, and the plain figures stand beside. */
START_TEST(flushing_may_be_allowed)
{
    static const struct {
        const char *text, *line, *plain, *allowed;
    } cases[] = {
        {"#include <math.h>\n#include <float.h>\nfloat f(float x) { float y = exp((double)x); return y < FLT_MIN ? 0 : y; }",
         "exp f.c --ftz", "e+06 ULP", "with --ftz  max at least 0.5 ULP"},
        {"#include <math.h>\n#include <float.h>\nfloat f(float x) { return fabsf(x) < FLT_MIN ? copysignf(0, x) : tanh((double)x); }",
         "tanh f.c --daz", "e+06 ULP", "with --daz  max at least 0.49"},
        {"#include <math.h>\n#include <float.h>\nfloat f(float x) { return fabsf(x) < FLT_MIN ? copysignf(0, x) : x < 0 ? 0.5f * x : x; }",
         "leaky_relu f.c --alpha 0.5 --ftz --daz", "ULP", "--ftz --daz max at least 0.5 ULP"},
        {"#include <math.h>\n#include <float.h>\nfloat f(float x) { float y = exp((double)x); return y < 16 * FLT_MIN ? 0 : y; }",
         "exp f.c --ftz", "ULP", "with --ftz  max at least 1.4"},
    };
    session s = session_begin();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        put(&s, "f.c", cases[i].text);
        session_run(&s, "actbench judge %s --quiet --budget 0 --inputs stratified:200000", cases[i].line);
        ck_assert_msg(strstr(s.out, cases[i].plain) != NULL, "%zu: %s%s", i, s.out, s.err);
        ck_assert_msg(strstr(s.out, cases[i].allowed) != NULL, "%zu: %s%s", i, s.out, s.err);
    }
    session_end(&s);
}
END_TEST

START_TEST(a_broken_claim_is_status_1)
{
    session s = session_begin();
    put(&s, "t.c", "float a(float x) { return x * 1.000001f; }");
    ck_assert_int_eq(session_run(&s, "actbench judge " QUICK "relu t.c --claim 4"), STATUS_WORSE);
    put(&s, "t.c", "float a(float x) { return x > 0 ? x : x == x ? 0 : x; }");
    ck_assert_int_eq(session_run(&s, "actbench judge " QUICK "relu t.c --claim 0.5"), STATUS_GOOD);
    session_end(&s);
}
END_TEST

#ifdef __x86_64__
#define VECTOR_TEST vector_functions_are_called_by_the_vector_abi,
#else
#define VECTOR_TEST
#endif
SUITE(judge, 300, every_kind_of_code_gets_its_card, VECTOR_TEST fortran_is_judged_where_its_compiler_is,
      a_kernel_from_outside_has_the_figures_that_it_has_in_the_tree, what_cannot_be_judged_is_told_in_one_line,
      a_compilers_errors_are_shown_as_they_are, a_broken_claim_is_status_1,
      a_range_is_summed_up_and_the_same_results_are_told, flushing_may_be_allowed);
