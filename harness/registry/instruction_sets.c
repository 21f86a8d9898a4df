#include "registry/instruction_sets.h"

#include "support/length.h"

#include <stddef.h>
#include <string.h>
#ifdef __aarch64__
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

/* The compiler's check covers the operating system's support for the registers too; it takes literals only. */
static bool machine_has(const char *name, size_t length)
{
#if defined(__x86_64__) || defined(__i386__)
    const struct {
        const char *name;
        bool present;
    } sets[] = {
        {"sse2", __builtin_cpu_supports("sse2")},         {"sse4_1", __builtin_cpu_supports("sse4.1")},
        {"avx", __builtin_cpu_supports("avx")},           {"avx2", __builtin_cpu_supports("avx2")},
        {"fma", __builtin_cpu_supports("fma")},           {"avx512f", __builtin_cpu_supports("avx512f")},
        {"avx512dq", __builtin_cpu_supports("avx512dq")}, {"avx512bw", __builtin_cpu_supports("avx512bw")},
        {"avx512vl", __builtin_cpu_supports("avx512vl")}, {"avx512cd", __builtin_cpu_supports("avx512cd")},
    };
    for (size_t i = 0; i < LENGTH(sets); i++)
        if (strlen(sets[i].name) == length && strncmp(sets[i].name, name, length) == 0)
            return sets[i].present;
#elif defined(__aarch64__)
    return length == strlen("asimd") && strncmp(name, "asimd", length) == 0 && (getauxval(AT_HWCAP) & HWCAP_ASIMD) != 0;
#else
    (void)name;
    (void)length;
#endif
    return false;
}

bool instruction_sets_available(const char *names)
{
    if (names == NULL)
        return true;
    for (const char *name = names + strspn(names, " "); *name != '\0'; name += strspn(name, " ")) {
        const size_t length = strcspn(name, " ");
        if (!machine_has(name, length))
            return false;
        name += length;
    }
    return true;
}
