/* Results that are looked up while they are judged: a program's, or those of an array file. All of them are there before,
 * but for all inputs of f32, whose results would fill 16 GB: then the program is run on one window of the inputs after
 * another, by the process that judges them. */
#ifndef ACTBENCH_RESULTS_H
#define ACTBENCH_RESULTS_H

#include "guests/input_list.h"

/* What gives them. */
typedef struct results_program {
    char *const *arguments; /* as program_feed has them */
    const char *name;       /* for messages; must outlive it */
    unsigned patience_seconds;
    bool speaks; /* it says itself what is wrong, in one line, and ends with PROGRAM_TOLD and the status to end with */
} results_program;
enum { PROGRAM_TOLD = 100 };

typedef struct result_array {
    const input_list *inputs;    /* must outlive it */
    unsigned char *results;      /* one element an input, owned */
    size_t near;                 /* where the last look-up ended */
    struct result_window {       /* instead of all results: both signs of neighbouring magnitudes */
        results_program program; /* its arguments are owned; NULL: all results are there */
        uint64_t first;          /* magnitude */
        bool filled;
    } window;
} result_array;

/* The results of a program for the inputs. A program that fails in a later window prints its line and aborts the process. Returns a status:
 * STATUS_WORSE with one line where it crashed or hung, STATUS_USAGE where it gave no such results. */
int results_of_program(result_array *a, const input_list *inputs, const results_program *program);

/* The results in .npy files, one after another, or raw ones. Returns a status, with one line where it is bad. */
int results_of_files(result_array *a, const input_list *inputs, dtype type, const char *const *files, size_t count);

void results_free(result_array *a);

/* An implementation's `run`; context: the result_array. An input that is not among them gives a NaN. */
void results_run(void *context, const void *x, void *y, size_t n, const params *p);

#endif
