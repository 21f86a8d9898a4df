/* How floating-point arithmetic is set up in a thread: rounding, FTZ, DAZ, and which exceptions trap. */
#ifndef ACTBENCH_FP_CONTROL_H
#define ACTBENCH_FP_CONTROL_H

enum { MXCSR_FTZ = 1 << 15, MXCSR_DAZ = 1 << 6 };

typedef struct fp_control {
    int rounding, traps;
    unsigned mxcsr; /* of SSE, without the flags; 0 elsewhere */
} fp_control;

/* The set-up of the calling thread. */
fp_control fp_control_now(void);

typedef enum fp_change { FP_SAME, FP_ROUNDING, FP_TRAPS, FP_FTZ, FP_DAZ, FP_CHANGE_COUNT } fp_change;

/* Words that follow a kernel's name ("changes the rounding mode"); NULL for FP_SAME. */
extern const char *const fp_change_texts[FP_CHANGE_COUNT];

/* The gravest difference. */
fp_change fp_control_change(fp_control before, fp_control after);

/* Sets up the calling thread so; exception flags stay as they are. */
void fp_control_set(fp_control control);

/* Turns bits of MXCSR on; does nothing where there is none. */
void fp_control_add(unsigned mxcsr_bits);

#endif
