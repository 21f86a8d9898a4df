/* The parts of environment_collect: each appends rows to a table of environment_schema. */
#ifndef ACTBENCH_FACTS_H
#define ACTBENCH_FACTS_H

#include "rows/table.h"

/* The processor, its caches, the system around it and how busy it is. */
void add_machine_facts(table *t);

/* Rounding and the treatment of subnormals as the calling thread has them. */
void add_arithmetic_facts(table *t);

/* The compiler, its flags and the commit the program was built from. */
void add_build_facts(table *t);

/* The versions of the libraries in use: what they say of themselves, and the files that were loaded. */
void add_library_facts(table *t);

#endif
