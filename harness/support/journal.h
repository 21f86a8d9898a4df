/* Finished pieces of work on disk, so that a killed run loses at most the piece in flight.
 *
 * A journal is one file: a header with the work's identity, then one record a piece, appended by a single
 * write and sealed by a checksum. Whatever stands behind the first damaged record is dropped and done again. */
#ifndef ACTBENCH_JOURNAL_H
#define ACTBENCH_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct journal journal;

/* Called with each record found, in the order they were written. Returns whether the record makes sense; one
 * that does not counts as damaged. */
typedef bool journal_take(void *context, uint64_t index, const void *bytes, size_t size);

/* Opens PATH for appending; its folders are made when missing. Without `resume` an earlier file is replaced;
 * with it the file's records are handed to take first, and what is damaged at its end is cut off. Returns a
 * status: STATUS_USAGE with one line where the file is no journal, belongs to work with another identity, or
 * cannot be written. The identity is text without a NUL; everything that the records depend on belongs into
 * it. */
int journal_open(const char *path, const char *identity, bool resume, journal_take *take, void *context,
                 journal **opened);

/* Appends one record; one thread at a time. STATUS_MISSING with one line where the disk is full. */
int journal_append(journal *j, uint64_t index, const void *bytes, size_t size);

/* NULL is allowed. */
void journal_close(journal *j);

/* Reads the identity of the journal at PATH into *identity, to be freed. Returns a status. */
int journal_identity(const char *path, char **identity);

/* Hands the sound records at PATH to take. Returns a status as journal_open does. */
int journal_read(const char *path, const char *identity, journal_take *take, void *context);

/* A checksum (FNV-1a, 64 bit), continued from `seed`. */
uint64_t checksum(uint64_t seed, const void *bytes, size_t size);

#endif
