#include "calls/caller.h"

#include <signal.h>
#include <stddef.h>

caller caller_new(size_t capacity, call_note *note)
{
    atomic_store(&note->turn, -1);
    return (caller){
        .operands = operands_new(capacity), .again = operands_new(capacity), .control = fp_control_now(), .note = note};
}

void caller_free(caller *c)
{
    operands_free(&c->operands);
    operands_free(&c->again);
}

static void note_call(call_note *note, bool inside)
{
    atomic_store_explicit(&note->inside, inside, memory_order_relaxed);
    if (inside)
        atomic_store_explicit(&note->calls, atomic_load_explicit(&note->calls, memory_order_relaxed) + 1,
                              memory_order_relaxed);
    /* A kernel that dies must be found here, wherever the compiler puts its code. */
    atomic_signal_fence(memory_order_seq_cst);
}

static offence look_at_arithmetic(const caller *c)
{
    const fp_change change = fp_control_change(c->control, fp_control_now());
    if (change == FP_SAME)
        return (offence){0};
    fp_control_set(c->control);
    return (offence){OFFENCE_ARITHMETIC, (int32_t)change};
}

offence caller_call(caller *c, const implementation *impl, const void *x, void *y, size_t n, const params *p)
{
    note_call(c->note, true);
    implementation_run(impl, x, y, n, p);
    note_call(c->note, false);
    return look_at_arithmetic(c);
}

offence caller_run(caller *c, const implementation *impl, int sides, size_t n, const params *p)
{
    const operands *o = &c->operands;
    note_call(c->note, true);
    for (int s = 0; s < sides; s++)
        implementation_run(impl, o->read_only[s], o->results[s], n, p);
    note_call(c->note, false);
    offence found = look_at_arithmetic(c);
    for (int s = 0; s < sides; s++)
        if (!operands_guarded(o, s, n * dtype_size(impl->dtype), FILLING_FIRST))
            offence_add(&found, (offence){OFFENCE_OVERRUN, 0});
    return found;
}

#if !defined(__SANITIZE_ADDRESS__)
/* A handler can reach nothing but a global. */
static const caller *told;

/* The fault is taken again when this returns, and then it kills. */
static void on_fault(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    (void)context;
    if (operands_are_inputs(&told->operands, info->si_addr) || operands_are_inputs(&told->again, info->si_addr))
        atomic_store(&told->note->inputs_written, true);
}
#endif

void caller_tell_writes(const caller *c)
{
#if !defined(__SANITIZE_ADDRESS__)
    enum { STACK_BYTES = 1 << 16 };
    static unsigned char stack[STACK_BYTES]; /* a kernel may have used up its own */
    told = c;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    sigaction(SIGSEGV,
              &(struct sigaction){.sa_sigaction = on_fault, .sa_flags = (int)(SA_SIGINFO | SA_ONSTACK | SA_RESETHAND)},
              NULL);
#else
    (void)c;
#endif
}
