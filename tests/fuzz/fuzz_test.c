/* Damaged files: whatever is in them, a reader takes it or refuses it in one line, and nothing crashes. A finding names the
 * number of the mutant, from which it comes again. */
#define _GNU_SOURCE /* memfd_create */
#include "fuzz/target.h"
#include "scratch.h"
#include "suite.h"
#include "support/folder.h"
#include "support/status.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES_MAX = 8, SHORT_ROUND = 300, SECONDS_A_MUTANT = 60, SAID_SIZE = 4096, FAULT = 99 };

/* The sound files of a target. */
typedef struct sound {
    char names[FILES_MAX][128];
    bytes files[FILES_MAX];
    size_t count;
} sound;

static uint64_t setting(const char *name, uint64_t usual)
{
    const char *text = getenv(name);
    return text != NULL ? strtoull(text, NULL, 10) : usual;
}

static void read_sound(const target *t, const char *dir, sound *s)
{
    for (const char *at = t->files; *at != '\0'; at += strspn(at, " ")) {
        const size_t length = strcspn(at, " ");
        snprintf(s->names[s->count], sizeof s->names[0], "%.*s", (int)length, at);
        s->files[s->count] = target_file(dir, s->names[s->count]);
        s->count++;
        at += length;
    }
}

/* All files anew, that of the mutant's turn damaged, and nothing of the mutant before it. */
static void write_mutant(const sound *s, const char *dir, uint64_t number)
{
    char out[PATH_MAX];
    snprintf(out, sizeof out, "%s/out", dir);
    scratch_free(strdup(out));
    for (size_t i = 0; i < s->count; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", dir, s->names[i]);
        ck_assert(folder_make_parent(path));
        if (i == number % s->count) {
            const bytes mutant = mutant_of(s->files[i], number);
            scratch_write(dir, s->names[i], mutant.at, mutant.size);
            free(mutant.at);
        } else {
            scratch_write(dir, s->names[i], s->files[i].at, s->files[i].size);
        }
    }
}

/* What was said on the file in place of stderr since it was emptied. */
static void read_said(int file, char *said)
{
    const ssize_t got = pread(file, said, SAID_SIZE - 1, 0);
    said[got > 0 ? got : 0] = '\0';
}

static bool one_line(const char *said)
{
    const char *end = strchr(said, '\n');
    return end != NULL && end[1] == '\0';
}

/* In the child: one mutant after the other, *now telling which. */
static void take_mutants(const target *t, const sound *s, const char *dir, int file, volatile uint64_t *now,
                         uint64_t count)
{
    char said[SAID_SIZE];
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    for (; count > 0; count--, ++*now) {
        write_mutant(s, dir, *now);
        if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0)
            _exit(FAULT);
        alarm(SECONDS_A_MUTANT);
        const int status = target_attempt(t, dir);
        fflush(NULL);
        read_said(file, said);
        if (status < STATUS_GOOD || status > STATUS_MISSING || (status == STATUS_USAGE && !one_line(said)) ||
            strstr(said, "runtime error") != NULL)
            _exit(FAULT);
    }
    _exit(0);
}

static void fuzz(const target *t, const char *dir, uint64_t first, uint64_t count)
{
    sound s = {0};
    target_plant(t, dir);
    read_sound(t, dir, &s);
    const int file = memfd_create("said", 0);
    uint64_t *now = mmap(NULL, sizeof *now, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert(file >= 0 && now != MAP_FAILED);
    *now = first;
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        take_mutants(t, &s, dir, file, now, count);
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    char said[SAID_SIZE];
    read_said(file, said);
    ck_assert_msg(status == 0, "%s: mutant %llu: %s %d, said: %.600s", t->name, (unsigned long long)*now,
                  WIFSIGNALED(status) ? "signal" : "exit status",
                  WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), said);
    for (size_t i = 0; i < s.count; i++)
        free(s.files[i].at);
    munmap(now, sizeof *now);
    close(file);
}

/* ACTBENCH_FUZZ mutants of each target, from the number ACTBENCH_FUZZ_FIRST on; of ACTBENCH_FUZZ_TARGET only, if it is
 * given. The short round has fewer of what takes longer. */
START_TEST(damaged_files_are_taken_or_refused_in_one_line)
{
    const target t = target_at((size_t)_i);
    const char *only = getenv("ACTBENCH_FUZZ_TARGET");
    if (only != NULL && strcmp(only, t.name) != 0)
        return;
    char *dir = scratch_new();
    fuzz(&t, dir, setting("ACTBENCH_FUZZ_FIRST", 1), setting("ACTBENCH_FUZZ", (uint64_t)(SHORT_ROUND / t.cost)));
    scratch_free(dir);
}
END_TEST

static void fuzz_add_tests(TCase *tests)
{
    tcase_add_loop_test(tests, damaged_files_are_taken_or_refused_in_one_line, 0, (int)target_count());
}
static const suite_entry fuzz_entry = {"fuzz", 60, fuzz_add_tests};
static const suite_entry *const fuzz_registered __attribute__((used, section("actbench_suites"))) = &fuzz_entry;
