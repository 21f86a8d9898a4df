/* A part of a run, and where its finished pieces are kept until the run is whole. */
#ifndef ACTBENCH_SHARD_H
#define ACTBENCH_SHARD_H

#include "commands/run.h"

#include <stddef.h>

/* Shard index of count (1 of 1: everything). Piece i of a run belongs to shard i % count + 1: neighbouring
 * pieces cost much the same, so every shard gets the same mixture. */
typedef struct shard {
    size_t index, count;
    bool resume;
} shard;

static inline shard shard_whole(void)
{
    return (shard){1, 1, false};
}

static inline bool shard_has(const shard *s, size_t piece)
{
    return piece % s->count == s->index - 1;
}

/* The options of every command that works in pieces; `field` is the offset of the shard. */
#define SHARD_ENTRIES(field)                                                                                           \
    {"shard",   "I/N", "do part I of N; `merge` puts the parts together", "I/N with 1 <= I <= N <= 4096",              \
     set_shard, field},                                                                                                \
    {                                                                                                                  \
        "resume", NULL, "keep what an earlier run in the same folder has finished", NULL, set_resume, field            \
    }

option_setter set_shard, set_resume;

/* run_begin, or with --resume its continuation: the run_id of the folder's environment.csv is kept, where
 * there is one. The environment of a part says which one it is. */
int shard_begin(run *r, const options *o, const shard *s);

/* Which shard a run was, as its environment says; everything, where it says nothing. */
shard shard_of(const table *environment);

/* Takes that fact out of an environment: the shards are put together. */
void shard_forget_fact(table *environment);

/* DIR/state/NAME.journal. */
void shard_journal_path(const char *dir, const char *name, char *path, size_t size);

/* Removes such a journal, and the state folder with the last one: the run is whole. */
void shard_forget(const char *dir, const char *name);

/* Identifies this program to the bit: pieces made by different ones are not put together. */
uint64_t shard_program(void);

#endif
