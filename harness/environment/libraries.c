#define _GNU_SOURCE /* dl_iterate_phdr */
#include "environment/facts.h"

#include "environment/environment.h"

#include <csv.h>
#include <gmp.h>
#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <limits.h>
#include <link.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef ACTBENCH_HAVE_SLEEF
#include <sleef.h>
#endif
#ifdef ACTBENCH_HAVE_ONEDNN
#include <dnnl.h>
#endif

/* The full name of a loaded file ends in the library's version: libmpfr.so.6 is a link to libmpfr.so.6.2.0. */
static int add_loaded_file(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    char path[PATH_MAX];
    if (info->dlpi_name[0] != '/' || realpath(info->dlpi_name, path) == NULL)
        return 0;
    const char *name = strrchr(info->dlpi_name, '/') + 1;
    char key[64];
    snprintf(key, sizeof key, "library_%.*s", (int)strcspn(name, "."), name);
    environment_add(data, key, path);
    return 0;
}

void add_library_facts(table *t)
{
    environment_add(t, "libc", gnu_get_libc_version());
    environment_add(t, "mpfr", mpfr_get_version());
    environment_add(t, "gmp", gmp_version);
    environment_add(t, "gsl", gsl_version);
    environment_addf(t, "libcsv", "%d.%d.%d", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
#ifdef ACTBENCH_HAVE_SLEEF
    environment_addf(t, "sleef", "%d.%d.%d", SLEEF_VERSION_MAJOR, SLEEF_VERSION_MINOR, SLEEF_VERSION_PATCHLEVEL);
#endif
#ifdef ACTBENCH_HAVE_ONEDNN
    const dnnl_version_t *dnnl = dnnl_version();
    environment_addf(t, "onednn", "%d.%d.%d", dnnl->major, dnnl->minor, dnnl->patch);
#endif
#ifdef ACTBENCH_XNNPACK_VERSION
    environment_add(t, "xnnpack", ACTBENCH_XNNPACK_VERSION);
#endif
#ifdef ACTBENCH_EIGEN_VERSION
    environment_add(t, "eigen", ACTBENCH_EIGEN_VERSION);
#endif
    dl_iterate_phdr(add_loaded_file, t);
}
