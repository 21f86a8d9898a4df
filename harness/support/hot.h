/* Marks an inner loop of the measurement: compiled for several instruction sets, the best one is taken at
 * start-up. Contraction is off and sums keep their order, so that all of them give the same bits. */
#ifndef ACTBENCH_HOT_H
#define ACTBENCH_HOT_H

#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define HOT __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define HOT
#endif

#endif
