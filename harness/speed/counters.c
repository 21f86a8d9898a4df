#include "speed/counters.h"

#include <linux/perf_event.h>
#include <math.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const uint64_t events[COUNTER_COUNT] = {PERF_COUNT_HW_CPU_CYCLES, PERF_COUNT_HW_INSTRUCTIONS,
                                               PERF_COUNT_HW_BRANCH_MISSES};

static int open_event(uint64_t event)
{
    struct perf_event_attr attributes = {.type = PERF_TYPE_HARDWARE,
                                         .size = sizeof attributes,
                                         .config = event,
                                         .disabled = 1,
                                         .exclude_kernel = 1,
                                         .exclude_hv = 1};
    return (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
}

counters counters_open(void)
{
    counters c;
    for (int i = 0; i < COUNTER_COUNT; i++)
        c.file[i] = open_event(events[i]);
    return c;
}

void counters_close(counters *c)
{
    for (int i = 0; i < COUNTER_COUNT; i++)
        if (c->file[i] >= 0)
            close(c->file[i]);
}

bool counters_any(const counters *c)
{
    bool any = false;
    for (int i = 0; i < COUNTER_COUNT; i++)
        any = any || c->file[i] >= 0;
    return any;
}

void counters_start(const counters *c)
{
    for (int i = 0; i < COUNTER_COUNT; i++) {
        if (c->file[i] < 0)
            continue;
        ioctl(c->file[i], PERF_EVENT_IOC_RESET, 0);
        ioctl(c->file[i], PERF_EVENT_IOC_ENABLE, 0);
    }
}

void counters_stop(const counters *c, double counted[COUNTER_COUNT])
{
    for (int i = 0; i < COUNTER_COUNT; i++) {
        uint64_t value;
        counted[i] = (double)NAN;
        if (c->file[i] < 0)
            continue;
        ioctl(c->file[i], PERF_EVENT_IOC_DISABLE, 0);
        if (read(c->file[i], &value, sizeof value) == sizeof value)
            counted[i] = (double)value;
    }
}
