/* Certificates of many questions over all segments: by threads, in shards, and kept in a journal. */
#ifndef ACTBENCH_CERTIFY_RUN_H
#define ACTBENCH_CERTIFY_RUN_H

#include "certify/certify.h"
#include "rows/rows.h"
#include "support/progress.h"

#include <stdbool.h>

enum { CERTIFY_QUESTIONS_MAX = 256 };

typedef struct certify_run {
    question questions[CERTIFY_QUESTIONS_MAX];
    size_t count, segments;
    certificate *found; /* segments * count, owned */
    bool *done;         /* of each segment, owned */
} certify_run;

/* Nothing is done yet. An op below 0 and a NULL name stand for all. */
certify_run certify_run_new(const char *function, int operation);
void certify_run_free(certify_run *r);

/* The questions that an identity names, nothing of them done. */
certify_run certify_run_of(const char *identity);

/* Which work a journal belongs to; to be freed. */
char *certify_identity(const certify_run *r, uint64_t program);

/* journal_take for a certify_run. */
bool certify_take(void *run, uint64_t segment, const void *bytes, size_t size);

/* Called with each segment that is finished; one thread at a time. Returns a status. */
typedef int certify_keep(void *context, size_t segment, const certificate *found, size_t count);

/* Certifies those segments that are wanted and not done. Interrupted, it returns early. Returns a status. */
int certify_all(certify_run *r, const bool *wanted, int threads, certify_keep *keep, void *context, progress *p);

/* Looks again at a random thousandth: one certificate a question, in out[0 .. count - 1]. */
void certify_again(const certify_run *r, uint64_t seed, int threads, certificate *out, progress *p);

/* The rows, in order of the questions. */
void certify_rows(const certify_run *r, const char *run_id, table *rows);

#endif
