#define _GNU_SOURCE /* sched_getaffinity */
#include "environment/facts.h"

#include "environment/environment.h"
#include "support/length.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { LINE_SIZE = 8192 };

/* Instruction sets that change what code runs or what it computes, as /proc/cpuinfo spells them; a name that
 * ends in * stands for all that start so. */
static const char *const notable_sets[] = {"sse2",     "sse4_2", "avx",    "avx2", "fma",  "f16c", "avx512*",
                                           "avx_vnni", "amx*",   "asimd*", "fphp", "sve*", "i8mm", "bf16"};

/* Facts that one small file holds on its own line. */
static const struct {
    const char *key, *file;
} single_line_facts[] = {
    {"scaling_governor", "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"},
    {"transparent_hugepages", "/sys/kernel/mm/transparent_hugepage/enabled"},
};

/* The first line of the file without its newline, empty if there is none. */
static void first_line(const char *path, char *line, int size)
{
    line[0] = '\0';
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return;
    if (fgets(line, size, file) == NULL)
        line[0] = '\0';
    fclose(file);
    line[strcspn(line, "\n")] = '\0';
}

/* The value of the first line "NAME<blanks>: VALUE" of /proc/cpuinfo, empty if there is none. */
static void cpuinfo(const char *name, char value[LINE_SIZE])
{
    value[0] = '\0';
    FILE *file = fopen("/proc/cpuinfo", "re");
    if (file == NULL)
        return;
    char line[LINE_SIZE];
    const size_t length = strlen(name);
    while (value[0] == '\0' && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        const char *rest = line + length;
        if (strncmp(line, name, length) != 0)
            continue;
        rest += strspn(rest, " \t");
        if (*rest == ':')
            strcpy(value, rest + 1 + strspn(rest + 1, " \t"));
    }
    fclose(file);
}

static bool notable(const char *set)
{
    for (size_t i = 0; i < LENGTH(notable_sets); i++) {
        const char *pattern = notable_sets[i];
        const size_t stem = strcspn(pattern, "*");
        if (strncmp(set, pattern, stem) == 0 && (pattern[stem] == '*' || set[stem] == '\0'))
            return true;
    }
    return false;
}

static bool has_word(const char *words, const char *word)
{
    const size_t length = strlen(word);
    for (const char *p = words; (p = strstr(p, word)) != NULL; p += length)
        if ((p == words || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
            return true;
    return false;
}

static void add_processor(table *t)
{
    char text[LINE_SIZE], kept[LINE_SIZE] = "";
    cpuinfo("model name", text);
    environment_add(t, "cpu_model", text);
    cpuinfo("microcode", text);
    environment_add(t, "microcode", text);

    cpuinfo("flags", text);
    if (text[0] == '\0')
        cpuinfo("Features", text); /* its name on ARM */
    environment_add(t, "virtual_machine", has_word(text, "hypervisor") ? "yes" : "");
    size_t length = 0;
    char *rest = text;
    for (const char *set; (set = strsep(&rest, " ")) != NULL;)
        if (notable(set))
            length += (size_t)snprintf(kept + length, sizeof kept - length, length > 0 ? " %s" : "%s", set);
    environment_add(t, "instruction_sets", kept);
}

static void add_cores(table *t)
{
    environment_addf(t, "cores", "%ld", sysconf(_SC_NPROCESSORS_ONLN));
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) == 0)
        environment_addf(t, "cores_usable", "%d", CPU_COUNT(&usable));
    else
        environment_add(t, "cores_usable", "");
}

/* "L1d 32K, L1i 32K, L2 1024K, L3 32768K" */
static void add_caches(table *t)
{
    enum { CACHES = 8 };
    char text[256] = "";
    size_t length = 0;
    for (int i = 0; i < CACHES; i++) {
        char path[96], level[16], type[16], size[16];
        snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/level", i);
        first_line(path, level, sizeof level);
        if (level[0] == '\0')
            break;
        snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/type", i);
        first_line(path, type, sizeof type);
        snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/size", i);
        first_line(path, size, sizeof size);
        const char *suffix = type[0] == 'D' ? "d" : type[0] == 'I' ? "i" : "";
        length += (size_t)snprintf(text + length, sizeof text - length, "%sL%.4s%s %.12s", length > 0 ? ", " : "",
                                   level, suffix, size);
    }
    environment_add(t, "caches", text);
}

static void add_system(table *t)
{
    struct utsname names;
    if (uname(&names) == 0) {
        environment_addf(t, "kernel", "%s %s %s", names.sysname, names.release, names.version);
        environment_add(t, "machine", names.machine);
    } else {
        environment_add(t, "kernel", "");
        environment_add(t, "machine", "");
    }
    double load[3];
    if (getloadavg(load, 3) == 3)
        environment_addf(t, "load_average", "%.2f %.2f %.2f", load[0], load[1], load[2]);
    else
        environment_add(t, "load_average", "");
    environment_addf(t, "memory_mib", "%.0f",
                     (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) / (1024 * 1024));
    for (size_t i = 0; i < LENGTH(single_line_facts); i++) {
        char line[256];
        first_line(single_line_facts[i].file, line, sizeof line);
        environment_add(t, single_line_facts[i].key, line);
    }
}

void add_machine_facts(table *t)
{
    add_processor(t);
    add_cores(t);
    add_caches(t);
    add_system(t);
}
