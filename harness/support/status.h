/* Exit statuses and the one line that explains a bad one. */
#ifndef ACTBENCH_STATUS_H
#define ACTBENCH_STATUS_H

enum status {
    STATUS_GOOD = 0,    /* done and good */
    STATUS_WORSE = 1,   /* done, and something is worse than the gate, the kernel rules or the claimed bound */
    STATUS_USAGE = 2,   /* wrong usage or input */
    STATUS_MISSING = 3, /* the machine lacks something needed */
};

/* Of two statuses, the one that a run ends with. */
static inline int worse_of(int a, int b)
{
    return a > b ? a : b;
}

/* Prints "actbench: MESSAGE" as one line on stderr and returns status, so that callers can `return
 * complain(...)`. The message says what is wrong, where, and what to do; control characters in it become '?'. */
int complain(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
