/* What a page has a section of: one function, op and dtype with its parameters, and who competes there. */
#ifndef ACTBENCH_TOPICS_H
#define ACTBENCH_TOPICS_H

#include "page/run_files.h"
#include "rows/rows.h"

typedef struct participant {
    const char *impl, *origin;
    const accuracy_row *accuracy; /* NULL: not judged */
    const comparison_row *speed;  /* NULL: not timed */
    row_span bins, histogram, offsets, properties;
    const struct participant *before; /* in the earlier run; NULL: there is none */
} participant;

typedef struct topic {
    const char *function, *op, *dtype, *params;
    participant *contenders; /* owned: the timed ones by time, then the others */
    size_t count;
} topic;

typedef struct topics {
    topic *list; /* owned; functions in order of name, forward before gradients, f32 before f64, f16 and bf16 */
    size_t count;
    table **comparisons; /* owned */
    size_t comparison_count;
} topics;

topics topics_of(const run_files *files);
/* Sets each contender's `before` to its like in the earlier run. */
void topics_link(topics *now, const topics *earlier);
void topics_free(topics *t);

/* Whether no finite error can be given for it: there are faults, or it was not judged. */
bool participant_is_unsound(const participant *c);

/* Whether its largest error is that of a sample, a lower bound. */
bool participant_is_sampled(const participant *c);

/* Whether it is the version for one instruction set of a kernel that stands there too and chooses among them. */
bool participant_is_version(const topic *t, const participant *c);

/* What a card or a line says of it, in lines. */
void participant_describe(const participant *c, char *text, size_t size);

#endif
