/* The certificate that is kept in reports/baseline: a random thousandth of it is looked at again, and one
 * that promises too much is found out. The tests run in the project's folder. */
#include "commands/commands.h"
#include "reference/function.h"
#include "reference/vector_math.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char stored[] = "reports/baseline";

/* Whether the filter of this machine is one of those that were certified. */
static bool covers_this_machine(const char *certificate)
{
    if (strstr(certificate, vector_math_name()) != NULL)
        return true;
    printf("certificate: no row for %s, this machine's filter: not looked at\n", vector_math_name());
    return false;
}

/* `certify --check` of the certificate in that folder; *said becomes what was on stderr. */
static int look_again(const char *dir, const char *function, char **said)
{
    char *out = scratch_new();
    const char *argv[] = {"certify", "--check", "--certificate", dir,
                          "--out",   out,       "--quiet",       function == NULL ? NULL : "--function",
                          function,  NULL};
    int argc = 0;
    while (argv[argc] != NULL)
        argc++;
    capture captured = capture_start();
    const int status = command_certify(argc, (char **)argv);
    *said = capture_stop(&captured);
    scratch_free(out);
    return status;
}

START_TEST(a_random_thousandth_holds)
{
    char *certificate = scratch_read(stored, "certificate.csv"), *said;
    ck_assert_ptr_nonnull(certificate);
    /* Function by function: what is not certified yet has no rows. */
    size_t count, certified = 0;
    const function *const *all = function_all(&count);
    for (size_t i = 0; i < count && covers_this_machine(certificate); i++) {
        char cell[64];
        snprintf(cell, sizeof cell, ",%s,", all[i]->name);
        if (strstr(certificate, cell) == NULL)
            continue;
        ck_assert_msg(look_again(stored, all[i]->name, &said) == STATUS_GOOD, "%s", said);
        free(said);
        certified++;
    }
    ck_assert(certified >= 23 || !covers_this_machine(certificate));
    free(certificate);
}
END_TEST

/* The last digits of every max_error are struck: 2.2551405187698497e-16 becomes 2.2551405187698497e-19. */
START_TEST(a_certificate_that_promises_too_much_is_found_out)
{
    char *certificate = scratch_read(stored, "certificate.csv"), *dir = scratch_new(), *said;
    if (covers_this_machine(certificate)) {
        for (char *at = certificate; (at = strstr(at, "e-16,")) != NULL; at++)
            at[3] = '9';
        scratch_write(dir, "certificate.csv", certificate, strlen(certificate));
        ck_assert_int_eq(look_again(dir, "exp", &said), STATUS_WORSE);
        ck_assert_msg(strstr(said, "exp") != NULL, "%s", said);
        free(said);
    }
    scratch_free(dir);
    free(certificate);
}
END_TEST

/* The field at `index` of every row becomes `text`; to be freed. */
static char *with_field(const char *rows, int index, const char *text)
{
    char *out = calloc(1, 2 * strlen(rows) + 64 * strlen(text)), *to = out;
    int field = 0, line = 0;
    for (const char *at = rows; *at != '\0'; at++) {
        const bool ends = *at == ',' || *at == '\r', replaced = line > 0 && field == index;
        if (replaced && ends)
            to = stpcpy(to, text);
        if (!replaced || ends)
            *to++ = *at;
        field = *at == '\n' ? 0 : field + (*at == ',');
        line += *at == '\n';
    }
    return out;
}

/* max_error empty, and another version of the library. */
START_TEST(a_certificate_that_says_nothing_is_refused)
{
    static const struct {
        int field;
        const char *text, *said;
    } cases[] = {{10, "", "the certificate has nan"}, {14, "0.0.1", "version '0.0.1'"}, {14, "", "version ''"}};
    char *certificate = scratch_read(stored, "certificate.csv"), *said;
    for (size_t i = 0; i < LENGTH(cases) && covers_this_machine(certificate); i++) {
        char *dir = scratch_new(), *changed = with_field(certificate, cases[i].field, cases[i].text);
        scratch_write(dir, "certificate.csv", changed, strlen(changed));
        ck_assert_int_eq(look_again(dir, "relu", &said), STATUS_WORSE);
        ck_assert_msg(strstr(said, cases[i].said) != NULL, "%s", said);
        free(said);
        free(changed);
        scratch_free(dir);
    }
    free(certificate);
}
END_TEST

START_TEST(a_missing_row_is_found_out)
{
    char *certificate = scratch_read(stored, "certificate.csv"), *dir = scratch_new(), *said;
    if (covers_this_machine(certificate)) {
        for (char *at = certificate; (at = strstr(at, ",tanh,")) != NULL;)
            memcpy(at, ",tank,", 6);
        scratch_write(dir, "certificate.csv", certificate, strlen(certificate));
        ck_assert_int_ne(look_again(dir, "tanh", &said), STATUS_GOOD);
        ck_assert_msg(strstr(said, "tanh") != NULL, "%s", said);
        free(said);
    }
    scratch_free(dir);
    free(certificate);
}
END_TEST

/* --format gives what was seen as rows, and nothing else. */
START_TEST(what_was_seen_comes_as_rows)
{
    static const char header[] = "function,op,dtype,params,filter,seed,tried,max_error,max_error_x,"
                                 "certified_error,bound,verdict\r\n";
    char *certificate = scratch_read(stored, "certificate.csv"), *dir = scratch_new(), path[256];
    if (covers_this_machine(certificate)) {
        snprintf(path, sizeof path, "%s/stdout", dir);
        const char *argv[] = {"certify", "--check",    "--certificate", stored,     "--op", "forward",
                              "--quiet", "--function", "exp",           "--format", "csv",  NULL};
        fflush(stdout);
        const int terminal = dup(STDOUT_FILENO);
        ck_assert_ptr_nonnull(freopen(path, "w", stdout));
        const int status = command_certify(LENGTH(argv) - 1, (char **)argv);
        fflush(stdout);
        dup2(terminal, STDOUT_FILENO);
        close(terminal);
        ck_assert_int_eq(status, STATUS_GOOD);
        char *rows = scratch_read(dir, "stdout");
        ck_assert_msg(strncmp(rows, header, strlen(header)) == 0, "%s", rows);
        ck_assert_msg(strstr(rows, ",forward,f32,,") != NULL && strstr(rows, ",holds\r\n") != NULL, "%s", rows);
        free(rows);
    }
    free(certificate);
    scratch_free(dir);
}
END_TEST

SUITE(certificate, 600, what_was_seen_comes_as_rows, a_random_thousandth_holds,
      a_certificate_that_promises_too_much_is_found_out, a_certificate_that_says_nothing_is_refused,
      a_missing_row_is_found_out);
