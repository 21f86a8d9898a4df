/* Whole = shards put together = killed and resumed, to the byte. */
#include "accuracy/report.h"
#include "accuracy/state.h"
#include "registry/registry.h"
#include "scratch.h"
#include "suite.h"
#include "support/journal.h"
#include "support/splitmix.h"
#include "support/status.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { IMPLS = 2, TRIALS = 12 };

/* A pass, what it has found, and the journal it goes into. */
typedef struct work {
    const implementation *impls[IMPLS];
    pass pass;
    findings found[IMPLS];
    bool *wanted;
    journal *journal;
} work;

static const implementation *find_impl(const char *name)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->name, name) == 0 && all[i]->op == OP_FORWARD && all[i]->dtype == DTYPE_F32)
            return all[i];
    ck_abort_msg("no %s", name);
    return NULL;
}

static work *work_new(void)
{
    work *w = calloc(1, sizeof *w);
    ck_assert_ptr_nonnull(w);
    w->impls[0] = find_impl("tanh/expm1_form");
    w->impls[1] = find_impl("tanh/libm");
    w->pass = (pass){.question = question_of(function_find("tanh"), OP_FORWARD, DTYPE_F32, NULL),
                     .inputs = {.kind = INPUTS_STRATIFIED, .count = 20000, .seed = 7},
                     .threads = 1,
                     .impls = w->impls,
                     .impl_count = IMPLS};
    w->pass.inputs.format = w->pass.question.format;
    const size_t segments = inputs_segments(&w->pass.inputs);
    w->wanted = calloc(segments, sizeof *w->wanted);
    w->pass.wanted = w->wanted;
    w->pass.done = calloc(segments, sizeof *w->pass.done);
    findings_begin(&w->pass, w->found);
    return w;
}

static void work_free(work *w)
{
    journal_close(w->journal);
    for (size_t i = 0; i < IMPLS; i++)
        findings_free(&w->found[i]);
    free(w->pass.done);
    free(w->wanted);
    free(w);
}

static int keep(void *journal, uint64_t segment, const void *bytes, size_t size)
{
    return journal_append(journal, segment, bytes, size);
}

/* Does the part `index` of `count`, counted from 0, after taking up what the journal holds. */
static void run_shard(const char *path, size_t index, size_t count, bool resume)
{
    work *w = work_new();
    char *identity = state_identity(&w->pass, 0);
    state_target target = {&w->pass, w->found};
    ck_assert_int_eq(journal_open(path, identity, resume, state_take, &target, &w->journal), STATUS_GOOD);
    free(identity);
    w->pass.keep = keep;
    w->pass.context = w->journal;
    for (size_t i = 0; i < inputs_segments(&w->pass.inputs); i++)
        w->wanted[i] = i % count == index;
    bool complete;
    ck_assert_int_eq(pass_continue(&w->pass, w->found, &complete), STATUS_GOOD);
    ck_assert(complete);
    work_free(w);
}

/* The rows as they stand in the file, without the columns of time; to be freed. */
static char *csv_of(const work *w)
{
    char *text = NULL;
    size_t size;
    table *t = table_new(&accuracy_schema);
    for (size_t i = 0; i < IMPLS; i++) {
        accuracy_row row = accuracy_row_of(&w->pass, &w->found[i], "run");
        row.seconds = row.kernel_seconds = 0;
        table_append(t, &row);
    }
    FILE *to = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(to);
    table_print_csv(t, to);
    fclose(to);
    table_free(t);
    return text;
}

static void expect_same(const work *a, const work *b)
{
    char *of_a = csv_of(a), *of_b = csv_of(b);
    ck_assert_str_eq(of_a, of_b);
    free(of_a);
    free(of_b);
    for (size_t i = 0; i < IMPLS; i++)
        ck_assert_mem_eq(a->found[i].histogram.count, b->found[i].histogram.count, sizeof a->found[i].histogram.count);
}

static work *whole(void)
{
    work *w = work_new();
    memset(w->wanted, true, inputs_segments(&w->pass.inputs));
    bool complete;
    ck_assert_int_eq(pass_continue(&w->pass, w->found, &complete), STATUS_GOOD);
    return w;
}

/* All that the journals DIR/0, DIR/1 ... hold. */
static work *merged(const char *dir, size_t shards)
{
    work *w = work_new();
    char *identity = state_identity(&w->pass, 0), path[256];
    state_target target = {&w->pass, w->found};
    for (size_t i = 0; i < shards; i++) {
        snprintf(path, sizeof path, "%s/%zu", dir, i);
        ck_assert_int_eq(journal_read(path, identity, state_take, &target), STATUS_GOOD);
    }
    free(identity);
    return w;
}

/* As a kill in the middle of a write leaves it. */
static void cut_off(const char *path, uint64_t chance)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    const uint64_t size = (uint64_t)ftell(file);
    fclose(file);
    ck_assert_int_eq(truncate(path, (off_t)(chance % (size + 1))), 0);
}

START_TEST(whole_is_merge_of_shards_is_resumed)
{
    work *expected = whole();
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        char *dir = scratch_new(), path[256];
        const size_t shards = 1 + splitmix_at(1, trial) % 9;
        for (size_t i = 0; i < shards; i++) {
            snprintf(path, sizeof path, "%s/%zu", dir, i);
            run_shard(path, i, shards, false);
            if (splitmix_at(2, trial * 16 + i) % 2 == 0) {
                cut_off(path, splitmix_at(3, trial * 16 + i));
                run_shard(path, i, shards, true);
            }
        }
        work *found = merged(dir, shards);
        size_t first;
        ck_assert_uint_eq(state_missing(&found->pass, &first), 0);
        expect_same(expected, found);
        work_free(found);
        scratch_free(dir);
    }
    work_free(expected);
}
END_TEST

START_TEST(a_missing_segment_is_named)
{
    char *dir = scratch_new(), path[256];
    snprintf(path, sizeof path, "%s/0", dir);
    run_shard(path, 1, 3, false);
    work *found = merged(dir, 1);
    size_t first = 99, present = 0;
    const size_t segments = inputs_segments(&found->pass.inputs);
    for (size_t i = 0; i < segments; i++)
        present += i % 3 == 1;
    ck_assert_uint_eq(state_missing(&found->pass, &first), segments - present);
    ck_assert_uint_eq(first, 0);
    work_free(found);
    scratch_free(dir);
}
END_TEST

START_TEST(what_stands_in_two_journals_counts_once)
{
    char *dir = scratch_new(), path[256];
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%d", dir, i);
        run_shard(path, 0, 1, false);
    }
    work *expected = whole(), *found = merged(dir, 2);
    expect_same(expected, found);
    work_free(expected);
    work_free(found);
    scratch_free(dir);
}
END_TEST

START_TEST(an_identity_leads_back_to_its_pass)
{
    work *w = work_new();
    char *identity = state_identity(&w->pass, 42);
    const implementation *impls[IMPLS];
    pass back = {0};
    ck_assert(state_pass(identity, w->impls, IMPLS, impls, &back));
    char *again = state_identity(&back, 42);
    ck_assert_str_eq(identity, again);
    ck_assert(!state_pass("accuracy\nfunction tanh\n", w->impls, IMPLS, impls, &back));
    ck_assert(!state_pass("", w->impls, IMPLS, impls, &back));
    free(identity);
    free(again);
    work_free(w);
}
END_TEST

SUITE(shards, 120, whole_is_merge_of_shards_is_resumed, a_missing_segment_is_named,
      what_stands_in_two_journals_counts_once, an_identity_leads_back_to_its_pass);
