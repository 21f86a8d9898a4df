/* The options of a second judgement. */
#ifndef ACTBENCH_FLUSH_OPTIONS_H
#define ACTBENCH_FLUSH_OPTIONS_H

#include "truth/truth.h"

#include <stddef.h>

/* `field` is the offset of the flushes. */
#define FLUSH_ENTRIES(field)                                                                                           \
    {"ftz", NULL,     "give the figures too where a subnormal result may be 0",                                        \
     NULL,  set_flag, field + offsetof(flushes, results)},                                                             \
    {                                                                                                                  \
        "daz", NULL, "give the figures too where a subnormal input may count as 0", NULL, set_flag,                    \
            field + offsetof(flushes, inputs)                                                                          \
    }

#endif
