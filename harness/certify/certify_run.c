#include "certify/certify_run.h"

#include "judge/tally.h"
#include "reference/vector_math.h"
#include "registry/registry.h"
#include "support/interrupt.h"
#include "support/memory.h"
#include "support/status.h"

#include <inttypes.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of an identity. */
#define QUESTION_LINE "question %s %s\n"

static void make_room(certify_run *r)
{
    r->segments = certify_segments();
    r->found = memory_or_exit(calloc(r->segments * r->count + 1, sizeof *r->found));
    r->done = memory_or_exit(calloc(r->segments, sizeof *r->done));
}

certify_run certify_run_new(const char *function, int operation)
{
    certify_run r = {0};
    question all[CERTIFY_QUESTIONS_MAX];
    const size_t count = certify_questions(all, CERTIFY_QUESTIONS_MAX);
    for (size_t i = 0; i < count; i++)
        if ((function == NULL || strcmp(function, all[i].function->name) == 0) &&
            (operation < 0 || operation == (int)all[i].op))
            r.questions[r.count++] = all[i];
    make_room(&r);
    return r;
}

certify_run certify_run_of(const char *identity)
{
    certify_run r = {0};
    question all[CERTIFY_QUESTIONS_MAX];
    const size_t count = certify_questions(all, CERTIFY_QUESTIONS_MAX);
    for (size_t i = 0; i < count; i++) {
        char line[TEXT_LONG];
        snprintf(line, sizeof line, "\n" QUESTION_LINE, all[i].function->name, op_names[all[i].op]);
        if (strstr(identity, line) != NULL)
            r.questions[r.count++] = all[i];
    }
    make_room(&r);
    return r;
}

void certify_run_free(certify_run *r)
{
    free(r->found);
    free(r->done);
}

char *certify_identity(const certify_run *r, uint64_t program)
{
    char *text = NULL;
    size_t size;
    FILE *to = memory_or_exit(open_memstream(&text, &size));
    fprintf(to, "certify\nprogram %016" PRIx64 "\nfilter %s %s\nrecord %zu\n", program, vector_math_name(),
            vector_math_version(), r->count * sizeof(certificate));
    for (size_t i = 0; i < r->count; i++)
        fprintf(to, QUESTION_LINE, r->questions[i].function->name, op_names[r->questions[i].op]);
    fclose(to);
    return text;
}

bool certify_take(void *run, uint64_t segment, const void *bytes, size_t size)
{
    certify_run *r = run;
    if (segment >= r->segments || size != r->count * sizeof(certificate))
        return false;
    memcpy(r->found + segment * r->count, bytes, size);
    r->done[segment] = true;
    return true;
}

int certify_all(certify_run *r, const bool *wanted, int threads, certify_keep *keep, void *context, progress *p)
{
    int worst = STATUS_GOOD;
#pragma omp parallel num_threads(threads)
    {
        certifier *c = certifier_new(r->questions, r->count);
        certificate *mine = memory_or_exit(calloc(r->count + 1, sizeof *mine));
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < r->segments; i++) {
            int so_far;
#pragma omp atomic read
            so_far = worst;
            if (!wanted[i] || r->done[i] || interrupted() || so_far != STATUS_GOOD)
                continue;
            certify_segment(c, i, mine);
#pragma omp critical
            if (worst == STATUS_GOOD) {
#pragma omp atomic write
                worst = keep(context, i, mine, r->count);
                certify_take(r, i, mine, r->count * sizeof *mine);
            }
            if (p != NULL)
                progress_add(p, 1);
        }
        free(mine);
        certifier_free(c);
    }
    return worst;
}

void certify_again(const certify_run *r, uint64_t seed, int threads, certificate *out, progress *p)
{
    for (size_t i = 0; i < r->count; i++)
        out[i] = certificate_none();
#pragma omp parallel num_threads(threads)
    {
        certifier *c = certifier_new(r->questions, r->count);
        certificate *mine = memory_or_exit(calloc(r->count + 1, sizeof *mine));
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < r->segments; i++) {
            if (interrupted())
                continue;
            certify_sample(c, i, seed, mine);
#pragma omp critical
            for (size_t q = 0; q < r->count; q++)
                certificate_add(&out[q], &mine[q]);
            if (p != NULL)
                progress_add(p, 1);
        }
        free(mine);
        certifier_free(c);
    }
}

static certificate_row row_of(const certify_run *r, size_t i, const char *run_id)
{
    const question *q = &r->questions[i];
    certificate sum = certificate_none();
    for (size_t s = 0; s < r->segments; s++)
        if (r->done[s])
            certificate_add(&sum, &r->found[s * r->count + i]);
    certificate_row row = {
        .inputs = 2 * q->format->infinity,
        .certified = sum.by_mpfr + sum.by_monotonicity,
        .by_mpfr = sum.by_mpfr,
        .by_monotonicity = sum.by_monotonicity,
        .max_error = sum.largest_error,
        .bound = q->function->ops[q->op].filter_bound,
    };
    snprintf(row.run_id, sizeof row.run_id, "%s", run_id);
    snprintf(row.function, sizeof row.function, "%s", q->function->name);
    snprintf(row.op, sizeof row.op, "%s", op_names[q->op]);
    snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[DTYPE_F32]);
    snprintf(row.filter, sizeof row.filter, "%s", vector_math_name());
    snprintf(row.filter_version, sizeof row.filter_version, "%s", vector_math_version());
    params_print(q->function, DTYPE_F32, &q->params, row.params, sizeof row.params);
    if (sum.largest_x != NO_INPUT) {
        format_print_value(q->format, sum.largest_x, row.max_error_x, sizeof row.max_error_x);
        format_print_bits(q->format, sum.largest_x, row.max_error_x_bits, sizeof row.max_error_x_bits);
    }
    return row;
}

void certify_rows(const certify_run *r, const char *run_id, table *rows)
{
    for (size_t i = 0; i < r->count; i++) {
        const certificate_row row = row_of(r, i, run_id);
        table_append(rows, &row);
    }
}
