#include "support/memory.h"

#include "support/status.h"

#include <stddef.h>
#include <stdlib.h>

void *memory_or_exit(void *memory)
{
    if (memory == NULL)
        exit(complain(STATUS_MISSING, "out of memory: close other programs or ask for less at once"));
    return memory;
}
