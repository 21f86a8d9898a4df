#include "claims/fixture.h"
#include "claims/ledger.h"
#include "claims/sayings.h"
#include "claims/take.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(all_claims_are_in_the_ledger)
{
    ck_assert_uint_eq(ledger_count, 50);
    for (size_t i = 0; i < ledger_count; i++) {
        const claim *c = &ledger[i];
        char id[8];
        snprintf(id, sizeof id, "N%02zu", i + 1);
        ck_assert_str_eq(c->id, id);
        ck_assert_ptr_eq(claim_find(id), c);
        ck_assert_uint_gt(strlen(c->section) * strlen(c->quote) * strlen(c->english) * strlen(c->question), 0);
        ck_assert_uint_gt(c->line, 0);
        ck_assert_uint_eq(strspn(c->kind, "IAST- "), strlen(c->kind));
        for (size_t k = 0; k < i; k++)
            ck_assert(ledger[k].judge != c->judge);
    }
    ck_assert_ptr_null(claim_find("N51"));
}
END_TEST

/* Writes all of the evidence into dir. */
static void store(const evidence *e, const char *dir)
{
    ck_assert_int_eq(table_write(e->accuracy, dir), STATUS_GOOD);
    ck_assert_int_eq(table_write(e->speed, dir), STATUS_GOOD);
    ck_assert_int_eq(table_write(e->training, dir), STATUS_GOOD);
    ck_assert_int_eq(table_write(e->identity, dir), STATUS_GOOD);
}

static char *settle_from(const char *dir)
{
    evidence e;
    ck_assert_int_eq(evidence_read(dir, &e), STATUS_GOOD);
    table *claims = ledger_judge(&e, "run");
    ck_assert_int_eq(table_write(claims, dir), STATUS_GOOD);
    table_free(claims);
    evidence_free(&e);
    return scratch_read(dir, "claims.csv");
}

START_TEST(stored_rows_give_the_same_claims)
{
    char *dir = scratch_new();
    evidence e = fixture_new();
    store(&e, dir);
    char *once = settle_from(dir), *again = settle_from(dir);
    ck_assert_str_eq(once, again);
    table *direct = ledger_judge(&e, "run"), *stored;
    ck_assert_int_eq(table_read(&claim_schema, dir, &stored), STATUS_GOOD);
    ck_assert_uint_eq(stored->count, ledger_count);
    for (size_t i = 0; i < stored->count; i++) {
        const claim_row *a = table_row(direct, i), *b = table_row(stored, i);
        ck_assert_str_eq(a->verdict, b->verdict);
        ck_assert_str_eq(a->evidence, b->evidence);
        ck_assert_str_eq(a->note, b->note);
        ck_assert(a->effect == b->effect || isnan(a->effect));
    }
    table_free(direct);
    table_free(stored);
    free(once);
    free(again);
    evidence_free(&e);
    scratch_free(dir);
}
END_TEST

/* No verdict takes its time, but it counts among the implementations that were timed. */
static void add_a_slow_rival(evidence *e)
{
    speed_row slow = {0};
    for (size_t i = 0; i < e->speed->count && slow.n == 0; i++) {
        const speed_row *row = table_row(e->speed, i);
        if (strcmp(row->impl, "sigmoid/naive") == 0 && row->n == 4096 && strcmp(row->mode, "throughput") == 0)
            slow = *row;
    }
    ck_assert_uint_eq(slow.n, 4096);
    strcpy(slow.impl, "sigmoid/slow");
    slow.ns_per_element *= 100;
    table_append(e->speed, &slow);
}

/* The rows that a verdict used are all that it needs, compressed too. */
START_TEST(kept_rows_give_the_same_claims)
{
    char *dir = scratch_new(), command[PATH_MAX];
    evidence e = fixture_new(), kept;
    add_a_slow_rival(&e);
    ck_assert_int_eq(ledger_keep(&e, dir), STATUS_GOOD);
    snprintf(command, sizeof command, "gzip -n %s/training.csv", dir);
    ck_assert_int_eq(system(command), 0); /* NOLINT(cert-env33-c): a name of our own */
    ck_assert_int_eq(evidence_read(dir, &kept), STATUS_GOOD);
    ck_assert_uint_lt(kept.training->count, e.training->count);
    table *all = ledger_judge(&e, "run"), *few = ledger_judge(&kept, "run");
    for (size_t i = 0; i < all->count; i++) {
        const claim_row *a = table_row(all, i), *b = table_row(few, i);
        ck_assert_str_eq(a->verdict, b->verdict);
        ck_assert_str_eq(a->note, b->note);
        ck_assert_str_eq(a->regime, b->regime);
        ck_assert_str_eq(a->evidence, b->evidence);
    }
    table_free(all);
    table_free(few);
    evidence_free(&kept);
    evidence_free(&e);
    scratch_free(dir);
}
END_TEST

/* What takes long is borrowed from a stored run, and named as such. */
START_TEST(borrowed_rows_are_named)
{
    char *dir = scratch_new();
    static const char facts[] = "key,value\r\nrun_id,old\r\nstart_time,2026-01-02T03:04:05Z\r\ncpu_model,A CPU\r\n";
    evidence whole = fixture_new(), e = fixture_copy(&whole);
    ck_assert_uint_gt(fixture_edit(&whole, "training.csv", "", "run_id=old"), 0);
    ck_assert_int_eq(table_write(whole.training, dir), STATUS_GOOD);
    scratch_write(dir, "environment.csv", facts, strlen(facts));
    ck_assert_uint_gt(fixture_edit(&e, "training.csv", "data=fashion", "drop"), 0);
    ck_assert_int_eq(evidence_borrow(&e, "/no/such/folder"), STATUS_GOOD);
    ck_assert_int_eq(evidence_borrow(&e, dir), STATUS_GOOD);
    const struct {
        const char *id;
        bool borrows;
    } cases[] = {{"N21", true}, {"N22", true}, {"N27", false}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        judgement *j = claim_judge(claim_find(cases[i].id), &e);
        ck_assert_int_ne(j->conclusion.verdict, INCONCLUSIVE);
        char *text = saying_text(j, ENGLISH);
        ck_assert_msg((strstr(text, "stored ones, measured 2026-01-02 on A CPU") != NULL) == cases[i].borrows, "%s",
                      text);
        free(text);
        judgement_free(j);
    }
    evidence_free(&whole);
    evidence_free(&e);
    scratch_free(dir);
}
END_TEST

START_TEST(evidence_names_rows_by_their_keys)
{
    evidence e = fixture_new();
    judgement *j = claim_judge(claim_find("N10"), &e);
    char *rows = judgement_evidence(j);
    ck_assert_str_eq(rows,
                     "identity.csv key=slope_form; accuracy.csv impl=sigmoid/from_output op=gradient; accuracy.csv "
                     "impl=sigmoid/stable op=gradient");
    free(rows);
    judgement_free(j);
    j = claim_judge(claim_find("N31"), &e);
    rows = judgement_evidence(j);
    ck_assert_msg(strstr(rows, "training.csv experiment=steps data=digits activation=tanh init=xavier optimizer=sgd "
                               "normalisation=none (12 rows)") != NULL,
                  "%s", rows);
    free(rows);
    judgement_free(j);
    evidence_free(&e);
}
END_TEST

START_TEST(malformed_rows_are_named_in_one_line)
{
    static const struct {
        const char *file, *text;
    } cases[] = {{"accuracy.csv", "run_id,function\na,b\n"},
                 {"speed.csv", ""},
                 {"training.csv", "\"unfinished"},
                 {"identity.csv", "no,such,columns\n1,2,3\n"}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char *dir = scratch_new();
        scratch_write(dir, cases[i].file, cases[i].text, strlen(cases[i].text));
        evidence e;
        capture c = capture_start();
        const int status = evidence_read(dir, &e);
        char *said = capture_stop(&c);
        ck_assert_int_eq(status, STATUS_USAGE);
        ck_assert_ptr_nonnull(strstr(said, cases[i].file));
        ck_assert_ptr_eq(strchr(said, '\n'), said + strlen(said) - 1);
        free(said);
        scratch_free(dir);
    }
}
END_TEST

/* Reads the folder, which must be refused in one line with `part`. */
static void expect_refusal(const char *dir, const char *part)
{
    evidence e;
    capture c = capture_start();
    const int status = evidence_read(dir, &e);
    char *said = capture_stop(&c);
    ck_assert_int_eq(status, STATUS_USAGE);
    ck_assert_msg(strstr(said, part) != NULL, "'%s' lacks '%s'", said, part);
    ck_assert_ptr_eq(strchr(said, '\n'), said + strlen(said) - 1);
    free(said);
}

START_TEST(a_folder_without_rows_is_no_run)
{
    char *dir = scratch_new();
    expect_refusal(dir, "holds no row of accuracy.csv");
    table *none = table_new(&speed_schema);
    ck_assert_int_eq(table_write(none, dir), STATUS_GOOD);
    expect_refusal(dir, "holds no row of accuracy.csv");
    table_free(none);
    scratch_free(dir);
}
END_TEST

START_TEST(a_broken_environment_is_refused)
{
    static const char binary[] = "\x7f"
                                 "ELF\x02\x01\0\0\xff\xfe",
                      *const header = "key,value\r\n";
    char *dir = scratch_new();
    evidence e = fixture_new();
    store(&e, dir);
    scratch_write(dir, "environment.csv", "", 0);
    expect_refusal(dir, "environment.csv: the file is empty");
    scratch_write(dir, "environment.csv", binary, sizeof binary);
    expect_refusal(dir, "environment.csv: line 1");
    scratch_write(dir, "environment.csv", header, strlen(header));
    expect_refusal(dir, "environment.csv: names no run_id");
    evidence_free(&e);
    scratch_free(dir);
}
END_TEST

/* Whatever files are there, the claims name a run of theirs. */
START_TEST(claims_carry_the_run_id_of_their_rows)
{
    static const char *const files[] = {"identity.csv", "accuracy.csv", "speed.csv", "training.csv"};
    evidence e = fixture_new();
    for (size_t i = 0; i < 4; i++) {
        char edit[TEXT_NAME];
        snprintf(edit, sizeof edit, "run_id=%s", files[i]);
        ck_assert_uint_gt(fixture_edit(&e, files[i], "", edit), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(evidence_run_id(&e), files[i]);
        fixture_edit(&e, files[i], "", "drop");
    }
    ck_assert_str_eq(evidence_run_id(&e), "");
    evidence_free(&e);
}
END_TEST

START_TEST(a_missing_folder_is_named)
{
    evidence e;
    capture c = capture_start();
    const int status = evidence_read("/no/such/folder", &e);
    char *said = capture_stop(&c);
    ck_assert_int_eq(status, STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(said, "/no/such/folder"));
    free(said);
}
END_TEST

static char *printed(void (*print)(const evidence *e, FILE *to), const evidence *e)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    print(e, to);
    fclose(to);
    return text;
}

static void print_table(const evidence *e, FILE *to)
{
    table *claims = ledger_judge(e, "run");
    claims_print(claims, to);
    table_free(claims);
}

static void explain_all(const evidence *e, FILE *to)
{
    for (size_t i = 0; i < ledger_count; i++)
        claim_explain(&ledger[i], e, to);
}

static char *explained(const claim *c, const evidence *e)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    claim_explain(c, e, to);
    fclose(to);
    return text;
}

START_TEST(the_table_shows_every_claim)
{
    evidence e = fixture_new();
    char *text = printed(print_table, &e);
    for (size_t i = 0; i < ledger_count; i++)
        ck_assert_ptr_nonnull(strstr(text, ledger[i].id));
    ck_assert_ptr_nonnull(strstr(text, "0 inconclusive"));
    ck_assert_ptr_null(strstr(text, "nan"));
    free(text);
    evidence_free(&e);
}
END_TEST

START_TEST(an_explanation_shows_the_whole_chain)
{
    static const char *const parts[] = {"The notes say", "The question", "Rows\n", "Arithmetic\n", "Verdict: ",
                                        "effect",        "regime",       "reason", "evidence"};
    evidence e = fixture_new();
    char *text = printed(explain_all, &e);
    const char *at = text;
    for (size_t i = 0; i < ledger_count; i++) {
        at = strstr(at, ledger[i].id);
        ck_assert_ptr_nonnull(at);
        for (size_t p = 0; p < LENGTH(parts); p++) {
            at = strstr(at, parts[p]);
            ck_assert_msg(at != NULL, "%s: no %s", ledger[i].id, parts[p]);
        }
    }
    free(text);
    evidence_free(&e);
}
END_TEST

/* Without one file or all, whatever rows are left: an explanation says that rows are missing, and nothing of
 * values that nobody measured. */
START_TEST(an_explanation_without_its_rows_says_so)
{
    static const char *const files[] = {"identity.csv", "accuracy.csv", "speed.csv", "training.csv"};
    enum { FILES = LENGTH(files) };
    evidence complete = fixture_new();
    for (size_t absent = 0; absent <= FILES; absent++) {
        evidence e = fixture_copy(&complete);
        for (size_t f = 0; f < FILES; f++)
            if (absent == f || absent == FILES)
                fixture_edit(&e, files[f], "", "drop");
        for (size_t i = 0; i < ledger_count; i++) {
            judgement *j = claim_judge(&ledger[i], &e);
            const bool missing = j->missing[0] != '\0';
            judgement_free(j);
            char *text = explained(&ledger[i], &e);
            ck_assert_msg(absent < FILES || missing || strstr(text, "Verdict: not-measurable"), "%s", text);
            ck_assert_msg(!missing || strstr(text, "Arithmetic\n  none: not all rows are there\n"), "%s", text);
            ck_assert_msg(!missing || strstr(text, "Verdict: inconclusive"), "%s", text);
            ck_assert_msg(absent < FILES || strstr(text, "nan") == NULL, "%s", text);
            free(text);
        }
        evidence_free(&e);
    }
    evidence_free(&complete);
}
END_TEST

START_TEST(a_group_of_missing_rows_is_named)
{
    evidence e = fixture_new();
    fixture_edit(&e, "identity.csv", "claim=N02", "drop");
    char *text = explained(claim_find("N02"), &e);
    ck_assert_msg(strstr(text, "0 of 2 rows for N02, range_end: run") != NULL, "%s", text);
    free(text);
    evidence_free(&e);
}
END_TEST

START_TEST(a_ratio_measured_once_has_no_interval)
{
    evidence e = fixture_new();
    fixture_edit(&e, "speed.csv", "n=16777216", "copy_low= copy_high=");
    char *text = explained(claim_find("N13"), &e);
    ck_assert_msg(strstr(text, ", no interval, noise floor") != NULL && strstr(text, "nan") == NULL, "%s", text);
    free(text);
    evidence_free(&e);
}
END_TEST

/* Notes and regimes are cut nowhere: none fills its field. */
START_TEST(sentences_fit_their_fields)
{
    evidence e = fixture_new();
    table *claims = ledger_judge(&e, "run");
    for (size_t i = 0; i < claims->count; i++) {
        const claim_row *row = table_row(claims, i);
        ck_assert_uint_lt(strlen(row->note), sizeof row->note - 1);
        ck_assert_uint_lt(strlen(row->regime), sizeof row->regime - 1);
        ck_assert_uint_lt(strlen(row->claim), sizeof row->claim - 1);
        ck_assert_uint_lt(strlen(row->unit), sizeof row->unit - 1);
        ck_assert_uint_lt(strlen(row->evidence), sizeof row->evidence - 1);
        ck_assert_ptr_null(strchr(row->note, '\n'));
    }
    table_free(claims);
    evidence_free(&e);
}
END_TEST

/* A narrow run settles a claim as well as it can, and says so. */
START_TEST(a_claim_says_how_many_implementations_it_rests_on)
{
    evidence e = fixture_new();
    judgement *few = claim_judge(claim_find("N02"), &e);
    char *text = saying_text(few, ENGLISH);
    ck_assert_ptr_nonnull(strstr(text, " It rests on 3 of "));
    free(text);
    ck_assert_int_ne(few->conclusion.verdict, INCONCLUSIVE);
    judgement_free(few);

    size_t count;
    const implementation *const *all = registry_all(&count);
    accuracy_row row = *find_accuracy(e.accuracy, "forward", "sigmoid/fast");
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i]->function->name, "sigmoid") == 0 && all[i]->op == OP_FORWARD && all[i]->dtype == DTYPE_F32) {
            snprintf(row.impl, sizeof row.impl, "%s", all[i]->name);
            table_append(e.accuracy, &row);
        }
    judgement *whole = claim_judge(claim_find("N02"), &e);
    text = saying_text(whole, ENGLISH);
    ck_assert_ptr_null(strstr(text, "It rests on"));
    free(text);
    judgement_free(whole);
    evidence_free(&e);
}
END_TEST

/* The made-up run has 12 replications of each experiment and three ReLUs' times; some experiments have no more. */
START_TEST(a_claim_says_what_would_make_it_firmer)
{
    static const struct {
        const char *id, *where, *what, *lacking;
        bool said;
    } cases[] = {
        {"N02", "method=exhaustive", "method=exhaustive", "Errors of a sample", false},
        {"N02", "impl=sigmoid/fast", "method=stratified", "Errors of a sample are lower bounds: run ", true},
        {"N13", NULL, NULL, "It rests on times of 2 of ", true},
        {"N13", NULL, NULL, " implementations of relu: run `actbench speed` for the rest.", true},
        {"N15", NULL, NULL, "It rests on 12 of 20 replications of dead: run `actbench train` for the rest.", true},
        {"N24", NULL, NULL, "replications of mean", false},
    };
    evidence whole = fixture_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        evidence e = fixture_copy(&whole);
        if (cases[i].where != NULL)
            ck_assert_uint_gt(fixture_edit(&e, "accuracy.csv", cases[i].where, cases[i].what), 0);
        judgement *j = claim_judge(claim_find(cases[i].id), &e);
        char *text = saying_text(j, ENGLISH);
        const char *at = strstr(text, cases[i].lacking);
        ck_assert_msg((at != NULL) == cases[i].said && (at == NULL || strstr(at + 1, cases[i].lacking) == NULL),
                      "%s: %s", cases[i].id, text);
        free(text);
        judgement_free(j);
        evidence_free(&e);
    }
    evidence_free(&whole);
}
END_TEST

SUITE(claims_ledger, 240, all_claims_are_in_the_ledger, stored_rows_give_the_same_claims,
      evidence_names_rows_by_their_keys, kept_rows_give_the_same_claims, borrowed_rows_are_named,
      malformed_rows_are_named_in_one_line, a_folder_without_rows_is_no_run, a_broken_environment_is_refused,
      claims_carry_the_run_id_of_their_rows, a_missing_folder_is_named, the_table_shows_every_claim,
      an_explanation_shows_the_whole_chain, an_explanation_without_its_rows_says_so, a_group_of_missing_rows_is_named,
      a_ratio_measured_once_has_no_interval, sentences_fit_their_fields,
      a_claim_says_how_many_implementations_it_rests_on, a_claim_says_what_would_make_it_firmer);
