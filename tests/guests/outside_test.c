/* What is judged without being called by the program: programs, Python functions, arrays. */
#include "guests/npy.h"
#include "guests/results.h"
#include "guests/session.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/splitmix.h"
#include "support/status.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define QUICK "--quiet --budget 0 "

static void put(const session *s, const char *file, const char *text)
{
    scratch_write(s->dir, file, text, strlen(text));
}

/* relu on f32 and on patterns of f16, in Perl. */
static const char relu_f32[] =
    "binmode STDIN; binmode STDOUT; while (read(STDIN, $b, 4096)) {\n"
    "print pack('V*', map { $_ <= 0x7f800000 || ($_ & 0x7fffffff) > 0x7f800000 ? $_ : 0 } unpack('V*', $b)); }\n";
static const char relu_f16_npy[] =
    "binmode STDIN; binmode STDOUT; read(STDIN, $h, 128); print $h; while (read(STDIN, $b, 4096)) {\n"
    "print pack('v*', map { $_ <= 0x7c00 || ($_ & 0x7fff) > 0x7c00 ? $_ : 0 } unpack('v*', $b)); }\n";

START_TEST(a_program_is_judged_through_pipes)
{
    session s = session_begin();
    put(&s, "relu.pl", relu_f32);
    ck_assert_msg(session_run(&s, "actbench judge relu --exec 'perl relu.pl' " QUICK "--inputs stratified:20000") ==
                      STATUS_GOOD,
                  "%s", s.err);
    ck_assert_ptr_nonnull(strstr(s.out, "correctly rounded"));
    ck_assert_ptr_nonnull(strstr(s.out, "none: it runs outside this process"));
    session_end(&s);
}
END_TEST

START_TEST(a_pipe_gives_the_figures_of_a_call)
{
    session s = session_begin();
    put(&s, "naive.c", "#include <math.h>\nfloat naive(float x) { return 1 / (1 + expf(-x)); }\n");
    put(&s, "pipe.c",
        "#include <stdio.h>\nfloat naive(float x);\nint main(void) { float x; while (fread(&x, 4, 1, stdin))"
        " { x = naive(x); fwrite(&x, 4, 1, stdout); } return 0; }\n");
    ck_assert_int_eq(session_run(&s, "cc -O2 -o pipe pipe.c naive.c -lm"), 0);
    ck_assert_msg(session_run(&s, "actbench judge sigmoid naive.c --exec ./pipe --save d " QUICK
                                  "--inputs stratified:200000") == STATUS_GOOD,
                  "%s", s.err);
    ck_assert_int_eq(session_run(&s, "for f in d/accuracy_[bhp]*.csv; do\n"
                                     "grep ,sigmoid/naive.c, $f | sed 's/.*naive.c,//' > a\n"
                                     "grep ,sigmoid/exec:pipe, $f | sed 's/.*exec:pipe,//' > b\n"
                                     "test -s a && cmp a b || exit 1; done"),
                     0);
    session_end(&s);
}
END_TEST

START_TEST(arrays_are_judged_in_the_order_of_inputs)
{
    session s = session_begin();
    put(&s, "relu.pl", relu_f16_npy);
    ck_assert_int_eq(session_run(&s, "actbench inputs --dtype f16 > x.npy && perl relu.pl < x.npy > y.npy"), 0);
    ck_assert_msg(session_run(&s, "actbench judge relu --dtype f16 --outputs y.npy " QUICK) == STATUS_GOOD, "%s",
                  s.err);
    ck_assert_ptr_nonnull(strstr(s.out, "correctly rounded"));
    ck_assert_ptr_nonnull(strstr(s.out, "65536 inputs"));
    /* The same in two raw shards. */
    ck_assert_int_eq(session_run(&s, "tail -c +129 y.npy | head -c 70000 > a; tail -c +129 y.npy | tail -c +70001 > b"),
                     0);
    ck_assert_int_eq(session_run(&s, "cat a b > c; actbench judge relu --dtype f16 --outputs c " QUICK), STATUS_GOOD);
    ck_assert_ptr_nonnull(strstr(s.out, "correctly rounded"));
    session_end(&s);
}
END_TEST

START_TEST(a_python_function_is_judged_where_numpy_is)
{
    session s = session_begin();
    put(&s, "m.py",
        "import numpy\nprint('noise')\ndef relu(x):\n    return numpy.maximum(x, x.dtype.type(0))\n"
        "def leaky(x, alpha):\n    return numpy.where(x > 0, x, x * x.dtype.type(alpha))\n");
    if (session_run(&s, "python3 -c 'import numpy'") == 0) {
        ck_assert_msg(session_run(&s, "actbench judge relu --python m:relu " QUICK) == STATUS_GOOD, "%s", s.err);
        ck_assert_ptr_nonnull(strstr(s.out, "correctly rounded"));
        ck_assert_int_eq(session_run(&s, "actbench judge leaky_relu --python m:leaky --alpha 0.25 " QUICK
                                         "--inputs stratified:20000"),
                         STATUS_GOOD);
        ck_assert_ptr_nonnull(strstr(s.out, "correctly rounded"));
    }
    session_end(&s);
}
END_TEST

/* By the adapter or by the program, not by both. */
START_TEST(what_python_has_to_complain_of_is_one_line)
{
    static const struct {
        const char *target, *said;
    } cases[] = {{"m:wide", "m:wide: returns float64("},
                 {"m:none", "m:none: AttributeError: module 'm' has no attribute 'none'"},
                 {"m:number", "m:number: is no function: it is 3"},
                 {"m:fails", "m:fails: ValueError: first second: on the "},
                 {"m:leaves", "m:leaves: wrote 0 bytes where "},
                 {"nowhere:f", "nowhere:f: ModuleNotFoundError: No module named 'nowhere'"},
                 {"unfinished:f", "unfinished:f: SyntaxError: "}};
    session s = session_begin();
    put(&s, "m.py",
        "import sys\nnumber = 3\ndef wide(x):\n    return x.astype('f8')\n"
        "def fails(x):\n    raise ValueError('first\\nsecond')\ndef leaves(x):\n    sys.exit(0)\n");
    put(&s, "unfinished.py", "def f(x)\n");
    const bool numpy = session_run(&s, "python3 -c 'import numpy'") == 0;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        ck_assert_int_eq(session_run(&s, "actbench judge relu --python %s --quiet --budget 0 --inputs stratified:1000",
                                     cases[i].target),
                         numpy ? STATUS_USAGE : STATUS_MISSING);
        session_expect_line(&s, numpy ? cases[i].said : "NumPy is not installed for ");
    }
    ck_assert_int_eq(session_run(&s, "PATH=. actbench judge relu --python m:wide " QUICK), STATUS_MISSING);
    session_expect_line(&s, "m:wide: python3 cannot be started: is it installed, and in PATH?");
    session_end(&s);
}
END_TEST

START_TEST(what_gives_no_results_is_told_in_one_line)
{
    static const struct {
        const char *prepare, *arguments;
        int status;
        const char *said;
    } cases[] = {
        {"", "--exec 'head -c 100'", STATUS_USAGE, "wrote 100 bytes"},
        {"", "--exec 'cat; echo more'", STATUS_USAGE, "more than"},
        {"", "--exec 'echo hello'", STATUS_USAGE, "looks like text"},
        {"", "--exec 'cat > /dev/null; exit 3'", STATUS_USAGE, "status 3"},
        {"", "--exec 'head -c 40; kill -SEGV $$'", STATUS_WORSE, "died of signal 11"},
        {"", "--exec 'sleep 1000' --limit 1", STATUS_WORSE, "neither reads nor writes"},
        {"", "--python relu", STATUS_USAGE, "MODULE:FUNCTION"},
        {"", "--outputs none.npy", STATUS_USAGE, "none.npy"},
        {"actbench inputs --dtype bf16 > y.npy", "--outputs y.npy", STATUS_USAGE, "'<u2'"},
        {"actbench inputs --dtype f16 --inputs stratified:100 > y.npy", "--outputs y.npy", STATUS_USAGE, "results for"},
        {"actbench inputs --dtype f16 | head -c 1000 > y.npy", "--outputs y.npy", STATUS_USAGE, "fewer"},
        {"{ actbench inputs --dtype f16; echo; } > y.npy", "--outputs y.npy", STATUS_USAGE, "more"},
        {"actbench inputs --dtype f16 | sed '1s/<f2/>f2/' > y.npy", "--outputs y.npy", STATUS_USAGE, "big-endian"},
        {"actbench inputs --dtype f16 | sed '1s/False/True /' > y.npy", "--outputs y.npy", STATUS_USAGE, "Fortran"},
        {"actbench inputs --dtype f16 | head -c 50 > y.npy", "--outputs y.npy", STATUS_USAGE, "ends within"},
        {"echo text > y.npy", "--outputs y.npy", STATUS_USAGE, "results for"},
    };
    session s = session_begin();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        if (cases[i].prepare[0] != '\0')
            session_run(&s, "%s", cases[i].prepare);
        const int status = session_run(&s, "actbench judge relu --dtype f16 " QUICK "%s", cases[i].arguments);
        ck_assert_msg(status == cases[i].status, "%s %s: %d, %s", cases[i].prepare, cases[i].arguments, status, s.err);
        session_expect_line(&s, cases[i].said);
    }
    ck_assert_int_eq(session_run(&s, "actbench judge relu --outputs y.npy --inputs exhaustive"), STATUS_USAGE);
    session_expect_line(&s, "exhaustive");
    /* Of all floats the first 2^22 are tried before anything else is done. */
    ck_assert_int_eq(session_run(&s, "actbench judge relu --exec 'head -c 8000' --inputs exhaustive"), STATUS_USAGE);
    session_expect_line(&s, "wrote 8000 bytes");
    session_end(&s);
}
END_TEST

/* Their results would fill 16 GB; those of neighbours are enough. */
START_TEST(all_floats_go_through_a_program_window_by_window)
{
    static const uint32_t firsts[] = {0,          0x001ffffc, 0x00200000, 0x3f800000,
                                      0xbf7ffffc, 0x7f7ffffc, 0x7ffffffb, 0xfffffffb};
    enum { N = 5, STRANGER = 1, PLACE = 2 };
    const inputs in = {.kind = INPUTS_EXHAUSTIVE, .format = format_of(DTYPE_F32)};
    const input_list all = input_list_of(&in);
    char *words[] = {"cat", NULL};
    result_array a;
    ck_assert_int_eq(results_of_program(&a, &all, &(results_program){words, "cat", 20, false}), STATUS_GOOD);
    for (size_t i = 0; i < LENGTH(firsts); i++) {
        uint32_t x[N], y[N];
        for (uint32_t k = 0; k < N; k++)
            x[k] = firsts[i] + k;
        results_run(&a, x, y, N, NULL);
        ck_assert_mem_eq(x, y, sizeof x);
        results_run(&a, x + PLACE, y, 1, NULL);
        ck_assert_uint_eq(y[0], x[PLACE]);
    }
    uint32_t x[N] = {0x3f800000, 0x3f800001, STRANGER, 0x3f800003, 0x3f800004}, y[N];
    results_run(&a, x, y, N, NULL);
    ck_assert_uint_eq(y[PLACE], 0x7fffffff);
    y[PLACE] = STRANGER;
    ck_assert_mem_eq(x, y, sizeof x);
    /* One or two that are elsewhere have their results all the same, and the others keep theirs. */
    results_run(&a, &(uint32_t){STRANGER}, y, 1, NULL);
    ck_assert_uint_eq(y[0], STRANGER);
    results_run(&a, x + PLACE, y, 2, NULL);
    ck_assert_mem_eq(x + PLACE, y, 2 * sizeof *x);
    ck_assert_uint_eq(a.window.first, 0x3f800000);
    results_free(&a);
}
END_TEST

START_TEST(another_systems_library_is_launched)
{
    session s = session_begin();
    /* This system's own loader stands in for another's. */
    ck_assert_int_eq(session_run(&s, "loader=$(readelf -l /bin/sh | sed -n 's/.*interpreter: \\(.*\\)]/\\1/p')\n"
                                     "actbench judge erf libm.so.6 --symbol erff --launcher \"$loader\" " QUICK
                                     "--inputs stratified:20000"),
                     STATUS_GOOD);
    ck_assert_ptr_nonnull(strstr(s.out, "faithful"));
    ck_assert_int_eq(session_run(&s, "actbench judge erf libm.so.6 --symbol erff --launcher ./none " QUICK),
                     STATUS_MISSING);
    session_expect_line(&s, "libm.so.6: ./none cannot be started");
    ck_assert_int_eq(
        session_run(
            &s,
            "actbench judge erf libm.so.6 --symbol none --launcher \"$(readelf -l /bin/sh | sed -n 's/.*interpreter: \\(.*\\)]/\\1/p')\" " QUICK),
        STATUS_USAGE);
    session_expect_line(&s, "undefined symbol: none");
    ck_assert_int_eq(session_run(&s, "actbench judge erf libm.so.6 --launcher ./none " QUICK), STATUS_USAGE);
    session_expect_line(&s, "--symbol");
    session_end(&s);
}
END_TEST

/* The lines between the marks in README.md, as they are but for the folder and for how many inputs. */
START_TEST(the_commands_of_the_readme_work_as_printed)
{
    session s = session_begin();
    char tests[4096] = "";
    ck_assert_int_gt(readlink("/proc/self/exe", tests, sizeof tests - 1), 0);
    put(&s, "mine.c", "#include <math.h>\nfloat f(float x) { return 1 / (1 + expf(-x)); }\n");
    put(&s, "mine.cpp", "#include <cmath>\nfloat my_sig(float x) { return 1 / (1 + std::exp(-x)); }\n");
    put(&s, "my_module.py", "import numpy\ndef gelu(x):\n    return x\n");
    put(&s, "mytool", "#!/bin/sh\ncat\n");
    ck_assert_int_eq(
        session_run(&s,
                    "chmod +x mytool; mkdir build; ln -s ../actbench build/actbench; root=%s\n"
                    "sed -n '/<!-- judge -->/,/<!-- end judge -->/p' \"$root/../../README.md\" | grep '^    ' |"
                    " sed 's/ *#.*//; s/judge [a-z]*/& --quiet --budget 0/' > lines; test $(wc -l < lines) "
                    "-ge 8; sed -i '/f16/!s/--budget 0/& --inputs stratified:20000/' lines",
                    dirname(tests)),
        0);
    if (session_run(&s, "python3 -c 'import numpy'") != 0)
        session_run(&s, "sed -i /--python/d lines");
    if (session_run(&s, "grep -q avx2 /proc/cpuinfo && ldconfig -p | grep -q libmvec.so.1") != 0)
        session_run(&s, "sed -i /libmvec/d lines");
    ck_assert_int_eq(session_run(&s, "sed -i 's/.*y.npy/cp x.npy y.npy\\n&/' lines; sh -ex lines"), 0);
    session_end(&s);
}
END_TEST

static const char *read_copy(const char *bytes, size_t length, npy_header *h)
{
    char *copy = malloc(length);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, length);
    const char *wrong = npy_read(copy, length, h);
    free(copy);
    return wrong;
}

START_TEST(no_bytes_do_harm_to_the_reader_of_npy)
{
    enum { ROUNDS = 200000, MOST = 256 };
    char *header = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&header, &size);
    npy_write_header(DTYPE_F64, 1234567, to);
    fclose(to);
    npy_header h;
    ck_assert_ptr_null(read_copy(header, size, &h));
    ck_assert_uint_eq(h.count, 1234567);
    ck_assert_uint_eq(h.size, size);
    ck_assert_uint_eq(size % 64, 0);
    ck_assert(npy_type_is(h.type, DTYPE_F64) && !npy_type_is(h.type, DTYPE_F32));
    static const char odd[] = "'\"(),:{} 0123456789<>TrueFalsedescrshapefortran_order\0\xff\x01\x7f";
    for (uint64_t round = 0; round < ROUNDS; round++) {
        char bytes[MOST];
        const uint64_t draw = splitmix_at(5, round);
        const size_t length = 1 + draw % size;
        memcpy(bytes, header, length);
        for (uint64_t k = 0; k < (draw >> 32) % 5; k++) {
            const uint64_t d = splitmix_at(draw, k);
            bytes[d % length] = odd[(d >> 16) % (sizeof odd - 1)];
        }
        const char *wrong = read_copy(bytes, length, &h);
        ck_assert(wrong != NULL || (h.size <= length && strlen(h.type) < sizeof h.type));
    }
    free(header);
}
END_TEST

SUITE(guest_outside, 300, a_program_is_judged_through_pipes, a_pipe_gives_the_figures_of_a_call,
      arrays_are_judged_in_the_order_of_inputs, a_python_function_is_judged_where_numpy_is,
      what_python_has_to_complain_of_is_one_line, what_gives_no_results_is_told_in_one_line,
      another_systems_library_is_launched, all_floats_go_through_a_program_window_by_window,
      the_commands_of_the_readme_work_as_printed, no_bytes_do_harm_to_the_reader_of_npy);
