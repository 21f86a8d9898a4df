#define _GNU_SOURCE /* REG_ERR */
#include "check/check.h"

#include "check/kernel_rules.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "support/child.h"
#include "support/length.h"
#include "support/status.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

/* In the order they are tried; what fails the first is not put to the others. */
static const struct {
    const char *name;
    rule_function *kept;
} rules[] = {
    {"runs", rule_runs},
    {"length", rule_length},
    {"alignment", rule_alignment},
    {"in_place", rule_in_place},
    {"reads", rule_reads},
    {"writes", rule_writes},
    {"values", rule_values},
    {"position", rule_position},
    {"neighbours", rule_neighbours},
    {"concurrent", rule_concurrent},
    {"environment", rule_environment},
    {"flags", rule_flags},
    {"subnormals", rule_subnormals},
};

enum { RULE_COUNT = LENGTH(rules), HANDLER_STACK = 1 << 16 };

/* One rule tried on one implementation, as the child gets it. */
typedef struct attempt {
    const implementation *impl;
    const params *params;
    witness *witness;
    size_t rule;
} attempt;

/* The handler's only way to the witness; set in the child alone. */
static witness *handler_witness;

/* Notes where the bad access was. The default action, restored, then ends the child when the access is tried
 * again. */
static void note_fault(int number, siginfo_t *info, void *context)
{
    signal(number, SIG_DFL);
    handler_witness->faulted = info->si_code == SEGV_ACCERR || info->si_code == SEGV_MAPERR;
    handler_witness->fault = (uintptr_t)info->si_addr;
#ifdef __x86_64__
    enum { PAGE_FAULT_WRITE = 2 };
    handler_witness->fault_is_write =
        (((const ucontext_t *)context)->uc_mcontext.gregs[REG_ERR] & PAGE_FAULT_WRITE) != 0;
#else
    (void)context;
#endif
}

static void catch_faults(witness *w)
{
    static char stack[HANDLER_STACK];
    handler_witness = w;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    struct sigaction action = {.sa_sigaction = note_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}

/* What the child does. */
static void try_rule(void *data)
{
    const attempt *a = data;
    rig t;
    catch_faults(a->witness);
    if (rig_open(&t, a->impl, a->params, a->witness))
        a->witness->kept = rules[a->rule].kept(&t);
    else
        broken(&t, "no memory for guarded arrays");
    a->witness->judged = true;
    rig_close(&t);
}

/* Says where the fault was, if it was beside the array that starts at `start`. */
static bool describe_beside(const witness *w, const char *array, uintptr_t start, size_t bytes, char *detail)
{
    enum { NEAR = 4096 };
    const char *verb = w->fault_is_write ? "writes" : "reads";
    if (w->fault < start && start - w->fault <= NEAR)
        snprintf(detail, TEXT_LONG, "n = %zu: %s %zu bytes before %s", w->call.n, verb, (size_t)(start - w->fault),
                 array);
    else if (w->fault >= start + bytes && w->fault - (start + bytes) < NEAR)
        snprintf(detail, TEXT_LONG, "n = %zu: %s %zu bytes past the end of %s", w->call.n, verb,
                 (size_t)(w->fault - (start + bytes)), array);
    else
        return false;
    return true;
}

static void describe_death(const attempt *a, int signal, char *detail)
{
    const witness *w = a->witness;
    const size_t bytes = w->call.n * dtype_size(a->impl->dtype);
    if (w->faulted && w->call.y_guarded && describe_beside(w, "y", w->call.y, bytes, detail))
        return;
    if (w->faulted && w->call.x_guarded && describe_beside(w, "x", w->call.x, bytes, detail))
        return;
    snprintf(detail, TEXT_LONG, "n = %zu: crashes (%s)", w->call.n, strsignal(signal));
}

/* Whether the implementation's own entry says that it breaks that rule. */
static bool is_declared(const implementation *impl, rule_function *rule)
{
    const bool of_place =
        rule == rule_length || rule == rule_alignment || rule == rule_position || rule == rule_neighbours;
    return (impl->flushes_subnormals && rule == rule_subnormals) || (impl->varies_by_place && of_place);
}

/* Fills verdict and detail. */
static void try_in_child(const check_plan *plan, const attempt *a, check_row *row)
{
    int signal = 0;
    memset(a->witness, 0, sizeof *a->witness);
    const child_end end = child_run(try_rule, (void *)a, plan->limit_seconds, &signal);
    const bool kept = end == CHILD_RETURNED && a->witness->kept;
    const bool declared = !kept && end == CHILD_RETURNED && is_declared(a->impl, rules[a->rule].kept);
    snprintf(row->verdict, sizeof row->verdict, "%s", kept ? "kept" : declared ? "declared" : "broken");
    switch (end) {
    case CHILD_RETURNED:
        snprintf(row->detail, sizeof row->detail, "%s", a->witness->detail);
        break;
    case CHILD_KILLED:
        describe_death(a, signal, row->detail);
        break;
    case CHILD_TIMED_OUT:
        snprintf(row->detail, sizeof row->detail, "n = %zu: hangs (no end within %u s)", a->witness->call.n,
                 plan->limit_seconds);
        break;
    case CHILD_EXITED:
        snprintf(row->detail, sizeof row->detail, "n = %zu: ends the program", a->witness->call.n);
        break;
    case CHILD_FAILED:
        snprintf(row->verdict, sizeof row->verdict, "untried");
        snprintf(row->detail, sizeof row->detail, "the system refused a child process");
        break;
    }
}

size_t check_implementation(const check_plan *plan, const implementation *impl, const params *p, table *rows)
{
    witness *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const bool available = implementation_available(impl) && shared != MAP_FAILED;
    const char *untried = available ? NULL : impl->missing != NULL ? impl->missing : "not available on this machine";
    size_t count = 0;
    for (size_t r = 0; r < RULE_COUNT; r++) {
        check_row row = {0};
        snprintf(row.run_id, sizeof row.run_id, "%s", plan->run_id);
        snprintf(row.function, sizeof row.function, "%s", impl->function->name);
        snprintf(row.op, sizeof row.op, "%s", op_names[impl->op]);
        snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[impl->dtype]);
        snprintf(row.impl, sizeof row.impl, "%s", impl->name);
        snprintf(row.rule, sizeof row.rule, "%s", rules[r].name);
        if (untried == NULL) {
            try_in_child(plan, &(attempt){impl, p, shared, r}, &row);
        } else {
            snprintf(row.verdict, sizeof row.verdict, "untried");
            snprintf(row.detail, sizeof row.detail, "%s", untried);
        }
        const bool is_broken = strcmp(row.verdict, "broken") == 0;
        count += is_broken;
        if (is_broken && rules[r].kept == rule_runs)
            untried = "does not survive a plain call";
        table_append(rows, &row);
    }
    if (shared != MAP_FAILED)
        munmap(shared, sizeof *shared);
    return count;
}
