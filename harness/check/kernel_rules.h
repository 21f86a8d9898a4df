/* The kernel rules. Each function runs in the child, returns whether the rule is kept, and notes why not with
 * broken(). */
#ifndef ACTBENCH_KERNEL_RULES_H
#define ACTBENCH_KERNEL_RULES_H

#include "check/rig.h"

typedef bool rule_function(rig *t);

rule_function rule_runs, rule_length, rule_alignment, rule_in_place;        /* shape.c */
rule_function rule_reads, rule_writes;                                      /* bounds.c */
rule_function rule_values, rule_position, rule_neighbours, rule_concurrent; /* values.c */
rule_function rule_environment, rule_flags;                                 /* environment.c */
rule_function rule_subnormals;                                              /* subnormals.c */

#endif
