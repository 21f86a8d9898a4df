#include "claims/evidence.h"
#include "claims/identities.h"
#include "claims/ledger.h"
#include "commands/commands.h"
#include "commands/conclude.h"
#include "commands/run.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/status.h"

#include <omp.h>
#include <stdio.h>
#include <string.h>

typedef struct claims_command {
    const char *from, *explain, *keep;
    uint64_t stride;
} claims_command;

static bool set_stride(const char *text, void *field)
{
    uint64_t *stride = field;
    return set_whole(text, stride) && *stride >= 1 && *stride <= UINT32_MAX;
}

static const option_entry entries[] = {
    {"from", "DIR", "measure nothing: read all rows from a stored run, and write claims.csv beside them",
     "the name of a folder", set_text, offsetof(claims_command, from)},
    {"explain", "ID", "measure nothing: show how the stored rows settle one claim, for example N10",
     "the id of a claim, for example N10", set_text, offsetof(claims_command, explain)},
    {"keep", "DIR", "writes the rows that the verdicts rest on, and the verdicts, there as well",
     "the name of a folder", set_text, offsetof(claims_command, keep)},
    {"stride", "K", "of the floats that the identities go over, every K-th (default: 1, all)",
     "a whole number from 1 to 2^32-1", set_stride, offsetof(claims_command, stride)},
};

static const command_syntax syntax = {"claims",
                                      NULL,
                                      "Settles the notes' claims. Evaluates the identities, then reads "
                                      "accuracy.csv, speed.csv and training.csv beside "
                                      "them; writes identity.csv and claims.csv.",
                                      entries,
                                      LENGTH(entries),
                                      TAKES_RUN | TAKES_FORMAT};

/* Evaluates the identities and writes their rows into the output folder. */
static int measure(const options *o, const claims_command *own)
{
    run r;
    int status = run_begin(&r, o);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&identity_schema);
        const identity_options how = {r.id, (unsigned long)o->seed, o->quiet, (uint32_t)own->stride};
        omp_set_num_threads(o->threads);
        identities_measure(rows, &how);
        status = run_write(&r, rows);
        table_free(rows);
    }
    run_end(&r);
    return status;
}

static int settle(const options *o, const evidence *e, const char *dir, bool printed)
{
    table *claims = ledger_judge(e, evidence_run_id(e));
    const int status = table_write(claims, dir);
    if (status == STATUS_GOOD && printed && o->format == FORMAT_TABLE)
        claims_print(claims, stdout);
    else if (status == STATUS_GOOD && printed)
        table_print(claims, stdout, o->format);
    table_free(claims);
    return status;
}

/* The rows in a folder, with those of the stored run that take too long to measure again. */
static int read_rows(const char *dir, evidence *e)
{
    static const char stored[] = "reports/findings";
    const int status = evidence_read(dir, e);
    if (status != STATUS_GOOD || evidence_borrow(e, stored) == STATUS_GOOD)
        return status;
    evidence_free(e);
    return STATUS_USAGE;
}

static int keep(const evidence *e, const char *dir)
{
    table *claims = ledger_judge(e, evidence_run_id(e));
    int status = ledger_keep(e, dir);
    if (status == STATUS_GOOD)
        status = table_write(claims, dir);
    table_free(claims);
    return status;
}

static int read_and_settle(const options *o, const claims_command *own, const claim *explained)
{
    const char *from = own->from != NULL ? own->from : o->out;
    const bool out_given = o->out != options_defaults().out;
    evidence e;
    int status = read_rows(from, &e);
    if (status != STATUS_GOOD)
        return status;
    if (own->keep != NULL)
        status = keep(&e, own->keep);
    if (status != STATUS_GOOD) {
        evidence_free(&e);
        return status;
    }
    if (explained != NULL)
        claim_explain(explained, &e, stdout);
    else
        status = settle(o, &e, out_given ? o->out : from, true);
    evidence_free(&e);
    return status;
}

int conclude_claims(const options *o, uint64_t stride)
{
    const claims_command own = {.stride = stride};
    evidence e;
    int status = measure(o, &own);
    if (status != STATUS_GOOD || interrupted())
        return status;
    status = read_rows(o->out, &e);
    if (status != STATUS_GOOD)
        return status;
    status = settle(o, &e, o->out, false);
    evidence_free(&e);
    return status;
}

int command_claims(int argc, char **argv)
{
    options o = options_defaults();
    claims_command own = {.stride = 1};
    bool done;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status != STATUS_GOOD || done)
        return status;
    const claim *explained = own.explain != NULL ? claim_find(own.explain) : NULL;
    if (own.explain != NULL && explained == NULL)
        return complain(STATUS_USAGE, "claims: --explain knows no claim '%s': there are %s to %s", own.explain,
                        ledger[0].id, ledger[ledger_count - 1].id);
    if (own.from == NULL && explained == NULL)
        status = measure(&o, &own);
    return status == STATUS_GOOD && !interrupted() ? read_and_settle(&o, &own, explained) : status;
}
