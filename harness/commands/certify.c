#include "certify/certify_run.h"
#include "commands/commands.h"
#include "commands/shard.h"
#include "judge/tally.h"
#include "reference/vector_math.h"
#include "report/print.h"
#include "support/interrupt.h"
#include "support/journal.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct certify_command {
    shard shard;
    const char *filter;
    const char *stored;
    bool check;
} certify_command;

static const option_entry entries[] = {
    SHARD_ENTRIES(offsetof(certify_command, shard)),
    {"filter", "NAME", "the library to certify, as environment.csv names it (default: the machine's best)",
     "a name such as libm or SLEEF avx2", set_text, offsetof(certify_command, filter)},
    {"check", NULL, "look again at a random thousandth of what a stored certificate says; exit 1 on a mismatch", NULL,
     set_flag, offsetof(certify_command, check)},
    {"certificate", "DIR", "where that certificate is (default: reports/baseline)", "the name of a folder", set_text,
     offsetof(certify_command, stored)},
};

static const command_syntax syntax = {
    "certify",
    NULL,
    "Compares the fast filter with MPFR over every f32 input; writes certificate.csv.",
    entries,
    LENGTH(entries),
    TAKES_FUNCTION | TAKES_OP | TAKES_RUN | TAKES_FORMAT};

static int keep(void *context, size_t segment, const certificate *found, size_t count)
{
    return journal_append(context, segment, found, count * sizeof *found);
}

/* Interrupted, the certificate says how far it came. */
static int finish(const run *r, const certify_run *c)
{
    table *rows = table_new(&certificate_schema);
    certify_rows(c, r->id, rows);
    int status = run_write(r, rows);
    for (size_t i = 0; i < rows->count; i++) {
        const certificate_row *row = table_row(rows, i);
        if (!(row->max_error <= row->bound))
            status = complain(STATUS_WORSE, "%s %s: the filter %s misses MPFR by %.3g at %s, its bound is %.3g",
                              row->function, row->op, row->filter, row->max_error, row->max_error_x, row->bound);
    }
    table_print(rows, stdout, r->options->format);
    table_free(rows);
    return status;
}

static int certify(const options *o, const certify_command *own)
{
    run r;
    int status = shard_begin(&r, o, &own->shard);
    certify_run c = certify_run_new(o->select.function, o->select.op);
    bool *wanted = memory_or_exit(calloc(c.segments, sizeof *wanted));
    journal *j = NULL;
    if (status == STATUS_GOOD) {
        char path[FILENAME_MAX];
        shard_journal_path(o->out, "certify", path, sizeof path);
        char *identity = certify_identity(&c, shard_program());
        status = journal_open(path, identity, own->shard.resume, certify_take, &c, &j);
        free(identity);
    }
    if (status == STATUS_GOOD) {
        size_t left = 0;
        for (size_t i = 0; i < c.segments; i++) {
            wanted[i] = shard_has(&own->shard, i);
            left += wanted[i] && !c.done[i];
        }
        progress *p = progress_new("certify", left, o->quiet);
        status = certify_all(&c, wanted, o->threads, keep, j, p);
        progress_free(p);
        if (own->shard.count == 1) {
            const int finished = finish(&r, &c);
            status = worse_of(status, finished);
        }
    }
    journal_close(j);
    if (own->shard.count == 1 && status <= STATUS_WORSE && !interrupted())
        shard_forget(o->out, "certify");
    free(wanted);
    certify_run_free(&c);
    run_end(&r);
    return status;
}

static const certificate_row *find_row(const table *rows, const question *q, const char *filter)
{
    for (size_t i = 0; i < rows->count; i++) {
        const certificate_row *row = table_row(rows, i);
        if (strcmp(row->function, q->function->name) == 0 && strcmp(row->op, op_names[q->op]) == 0 &&
            strcmp(row->filter, filter) == 0)
            return row;
    }
    return NULL;
}

static int judge_row(const certificate_row *row, const question *q, const certificate *seen)
{
    const char *name = q->function->name, *op = op_names[q->op];
    const double bound = q->function->ops[q->op].filter_bound;
    if (row == NULL)
        return complain(STATUS_WORSE, "%s %s: the certificate has no row for the filter %s: run `actbench certify`",
                        name, op, vector_math_name());
    if (row->certified != row->inputs)
        return complain(STATUS_WORSE,
                        "%s %s: the certificate covers %llu of %llu inputs: finish it with `actbench certify --resume`",
                        name, op, (unsigned long long)row->certified, (unsigned long long)row->inputs);
    if (strcmp(row->filter_version, vector_math_version()) != 0)
        return complain(STATUS_WORSE,
                        "%s %s: the certificate is of version '%s' of %s, this program uses %s: run `actbench certify`",
                        name, op, row->filter_version, row->filter, vector_math_version());
    if (row->bound != bound || !(row->max_error <= bound))
        return complain(STATUS_WORSE, "%s %s: the certificate has %.3g for a bound of %.3g, the program relies on %.3g",
                        name, op, row->max_error, row->bound, bound);
    if (!(seen->largest_error <= row->max_error))
        return complain(STATUS_WORSE, "%s %s: the filter misses MPFR by %.6g at 0x%08llx, the certificate says %.6g",
                        name, op, seen->largest_error, (unsigned long long)seen->largest_x, row->max_error);
    return STATUS_GOOD;
}

static look_row look_of(const certificate_row *row, const question *q, const certificate *seen, uint64_t seed)
{
    look_row l = {.seed = seed,
                  .tried = seen->by_mpfr + seen->by_monotonicity,
                  .max_error = seen->largest_error,
                  .certified_error = row != NULL ? row->max_error : NAN,
                  .bound = q->function->ops[q->op].filter_bound};
    snprintf(l.function, sizeof l.function, "%s", q->function->name);
    snprintf(l.op, sizeof l.op, "%s", op_names[q->op]);
    snprintf(l.dtype, sizeof l.dtype, "%s", dtype_names[DTYPE_F32]);
    snprintf(l.filter, sizeof l.filter, "%s", vector_math_name());
    params_print(q->function, DTYPE_F32, &q->params, l.params, sizeof l.params);
    if (seen->largest_x != NO_INPUT)
        format_print_value(q->format, seen->largest_x, l.max_error_x, sizeof l.max_error_x);
    return l;
}

static void print_looks(const table *looks, int status, const options *o)
{
    if (o->format != FORMAT_TABLE)
        table_print(looks, stdout, o->format);
    else if (status == STATUS_GOOD)
        printf("certify: %zu rows hold at a random thousandth of their inputs (seed %llu, filter %s)\n", looks->count,
               (unsigned long long)o->seed, vector_math_name());
}

static int check(const options *o, const certify_command *own)
{
    table *stored;
    int status = table_read(&certificate_schema, own->stored, &stored);
    if (status != STATUS_GOOD)
        return status;
    certify_run c = certify_run_new(o->select.function, o->select.op);
    certificate seen[CERTIFY_QUESTIONS_MAX];
    progress *p = progress_new("certify --check", c.segments, o->quiet);
    certify_again(&c, o->seed, o->threads, seen, p);
    progress_free(p);
    table *looks = table_new(&look_schema);
    for (size_t i = 0; i < c.count && !interrupted(); i++) {
        const question *q = &c.questions[i];
        const certificate_row *row = find_row(stored, q, vector_math_name());
        const int judged = judge_row(row, q, &seen[i]);
        look_row l = look_of(row, q, &seen[i], o->seed);
        snprintf(l.verdict, sizeof l.verdict, "%s", judged == STATUS_GOOD ? "holds" : "fails");
        table_append(looks, &l);
        status = worse_of(status, judged);
    }
    if (!interrupted())
        print_looks(looks, status, o);
    table_free(looks);
    certify_run_free(&c);
    table_free(stored);
    return status;
}

int command_certify(int argc, char **argv)
{
    options o = options_defaults();
    certify_command own = {.shard = shard_whole(), .stored = "reports/baseline"};
    bool done;
    const int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status != STATUS_GOOD || done)
        return status;
    if (own.filter != NULL && !vector_math_use(own.filter))
        return complain(STATUS_USAGE, "certify: --filter expects a library that this machine has, not '%s'",
                        own.filter);
    return own.check ? check(&o, &own) : certify(&o, &own);
}
