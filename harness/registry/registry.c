#include "registry/registry.h"

#include "reference/function.h"
#include "registry/instruction_sets.h"
#include "support/status.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bounds of the section that REGISTER fills; the linker defines them. */
extern const implementation *const __start_actbench_impls[];
extern const implementation *const __stop_actbench_impls[];

enum { IMPLEMENTATIONS_MAX = 4096 };

const char *const op_names[OP_COUNT] = {"forward", "gradient", "grad_alpha", "grad_beta"};
const char *const dtype_names[DTYPE_COUNT] = {"f32", "f64", "f16", "bf16"};
const char *const origin_names[ORIGIN_COUNT] = {"textbook", "ours", "classic", "peer", "guest"};

static struct {
    const implementation *all[IMPLEMENTATIONS_MAX];
    size_t count;
    char fault[512]; /* the first entry that is wrong; empty: none is */
} registry;

/* The tree's entries with what follows from their names, then the f32 ones as those of f16 and bf16. */
static implementation resolved[IMPLEMENTATIONS_MAX];

static const char *variant_of(const char *name)
{
    const char *slash = strchr(name, '/');
    return slash != NULL ? slash + 1 : name + strlen(name);
}

bool implementation_resolve(implementation *impl, char *fault, size_t size)
{
    const char *file = impl->file != NULL ? impl->file : "an entry";
    if (impl->name == NULL) {
        snprintf(fault, size, "%s registers an implementation without a .name: give it \"function/variant\"", file);
        return false;
    }
    impl->variant = variant_of(impl->name);
    const char *at = strchr(impl->variant, '@');
    impl->target = at != NULL ? at + 1 : NULL;
    char function[64];
    snprintf(function, sizeof function, "%.*s", (int)strcspn(impl->name, "/"), impl->name);
    impl->function = function_find(function);
    if (impl->variant[0] == '\0')
        snprintf(fault, size, "%s registers '%s': a name has the form \"function/variant\"", file, impl->name);
    else if (impl->function == NULL)
        snprintf(fault, size, "%s registers '%s': no file in harness/reference/ defines the function '%s'", file,
                 impl->name, function);
    return impl->variant[0] != '\0' && impl->function != NULL;
}

bool implementation_same_question(const implementation *a, const implementation *b)
{
    return a->function == b->function && a->op == b->op && a->dtype == b->dtype;
}

static int by_function_op_dtype_name(const void *left, const void *right)
{
    const implementation *a = *(const implementation *const *)left;
    const implementation *b = *(const implementation *const *)right;
    const int functions = strcmp(a->function->name, b->function->name);
    if (functions != 0)
        return functions;
    if (a->op != b->op)
        return a->op < b->op ? -1 : 1;
    if (a->dtype != b->dtype)
        return a->dtype < b->dtype ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Adds an entry unless something is wrong with it, which is kept if it is the first fault. */
static void add(const implementation *entry)
{
    char fault[sizeof registry.fault];
    implementation *impl = &resolved[registry.count];
    if (registry.count == IMPLEMENTATIONS_MAX)
        return;
    *impl = *entry;
    if (implementation_resolve(impl, fault, sizeof fault))
        registry.all[registry.count++] = impl;
    else if (registry.fault[0] == '\0')
        memcpy(registry.fault, fault, sizeof fault);
}

/* One form of an implementation, the best that the machine has, is enough. */
static bool worth_wrapping(const implementation *impl)
{
    return impl->dtype == DTYPE_F32 && impl->missing == NULL && impl->target == NULL;
}

static void wrap_f32(void)
{
    static const dtype narrow_types[] = {DTYPE_F16, DTYPE_BF16};
    const size_t own = registry.count;
    for (size_t i = 0; i < own; i++)
        for (size_t t = 0; worth_wrapping(registry.all[i]) && t < 2; t++) {
            const implementation *impl = registry.all[i];
            add(&(implementation){.name = impl->name,
                                  .op = impl->op,
                                  .dtype = narrow_types[t],
                                  .isa = impl->isa,
                                  .origin = impl->origin,
                                  .source = impl->source,
                                  .file = impl->file,
                                  .flushes_subnormals = impl->flushes_subnormals,
                                  .varies_by_place = impl->varies_by_place,
                                  .wrapped = impl});
        }
}

bool implementations_collide(const implementation *const *sorted, size_t count, char *fault, size_t size)
{
    for (size_t i = 1; i < count; i++) {
        const implementation *a = sorted[i - 1], *b = sorted[i];
        if (by_function_op_dtype_name(&a, &b) == 0) {
            snprintf(fault, size, "%s and %s both register '%s' %s %s: give one of them another name", a->file, b->file,
                     a->name, op_names[a->op], dtype_names[a->dtype]);
            return true;
        }
    }
    return false;
}

__attribute__((constructor)) static void fill_registry(void)
{
    for (const implementation *const *i = __start_actbench_impls; i != __stop_actbench_impls; i++)
        add(*i);
    wrap_f32();
    qsort(registry.all, registry.count, sizeof registry.all[0], by_function_op_dtype_name);
    if (registry.fault[0] == '\0')
        implementations_collide(registry.all, registry.count, registry.fault, sizeof registry.fault);
}

/* Where in the sorted registry impl belongs: before the first that is not less. */
static size_t place_of(const implementation *impl)
{
    size_t low = 0, high = registry.count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (by_function_op_dtype_name(&registry.all[middle], &impl) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool registry_add(const implementation *entry, char *fault, size_t size)
{
    implementation *impl = &resolved[registry.count];
    if (registry.count == IMPLEMENTATIONS_MAX) {
        snprintf(fault, size, "there are more than %d implementations", IMPLEMENTATIONS_MAX);
        return false;
    }
    *impl = *entry;
    if (!implementation_resolve(impl, fault, size))
        return false;
    const size_t at = place_of(impl);
    const implementation **place = &registry.all[at];
    if (at < registry.count && by_function_op_dtype_name(place, &(const implementation *){impl}) == 0) {
        snprintf(fault, size, "there is a '%s' %s %s already", impl->name, op_names[impl->op],
                 dtype_names[impl->dtype]);
        return false;
    }
    memmove(place + 1, place, (registry.count - at) * sizeof *place);
    *place = impl;
    registry.count++;
    return true;
}

bool registry_replace(const implementation *entry, char *fault, size_t size)
{
    implementation version = *entry;
    if (!implementation_resolve(&version, fault, size))
        return false;
    const size_t at = place_of(&version);
    if (at == registry.count || by_function_op_dtype_name(&registry.all[at], &(const implementation *){&version}) != 0)
        return registry_add(entry, fault, size);
    resolved[registry.all[at] - resolved] = version;
    return true;
}

int registry_check(void)
{
    return registry.fault[0] == '\0' ? STATUS_GOOD : complain(STATUS_USAGE, "%s", registry.fault);
}

const implementation *const *registry_all(size_t *count)
{
    *count = registry.count;
    return registry.all;
}

bool implementation_available(const implementation *impl)
{
    return impl->missing == NULL && instruction_sets_available(impl->isa);
}

bool selection_has(const selection *wanted, const char *impl, const char *op, const char *type)
{
    const size_t length = strcspn(impl, "/");
    const bool is_of = wanted->function == NULL ||
                       (strlen(wanted->function) == length && strncmp(impl, wanted->function, length) == 0);
    return is_of &&
           (wanted->impl == NULL || fnmatch(wanted->impl, impl, 0) == 0 ||
            fnmatch(wanted->impl, variant_of(impl), 0) == 0) &&
           (wanted->op < 0 || strcmp(op, op_names[wanted->op]) == 0) &&
           (wanted->dtype < 0 || strcmp(type, dtype_names[wanted->dtype]) == 0);
}

static bool matches(const selection *wanted, const implementation *impl)
{
    return selection_has(wanted, impl->name, op_names[impl->op], dtype_names[impl->dtype]);
}

size_t registry_select(const selection *wanted, const implementation **out)
{
    size_t count = 0;
    for (size_t i = 0; i < registry.count; i++)
        if (matches(wanted, registry.all[i]))
            out[count++] = registry.all[i];
    return count;
}

size_t registry_runnable(const selection *wanted, const implementation **out)
{
    const size_t matching = registry_select(wanted, out);
    size_t count = 0;
    for (size_t i = 0; i < matching; i++)
        if (implementation_available(out[i]))
            out[count++] = out[i];
    return count;
}

/* NOLINTBEGIN(clang-analyzer-core.CallAndMessage): it takes the second chunk of the caller's inputs for memory of its own. */
static void widen(dtype type, const uint16_t *x, float *y, size_t n)
{
    if (type == DTYPE_F16)
        for (size_t i = 0; i < n; i++)
            y[i] = f16_to_f32(x[i]);
    else
        for (size_t i = 0; i < n; i++)
            y[i] = bf16_to_f32(x[i]);
}
/* NOLINTEND(clang-analyzer-core.CallAndMessage) */

static void narrow(dtype type, const float *x, uint16_t *y, size_t n)
{
    if (type == DTYPE_F16)
        for (size_t i = 0; i < n; i++)
            y[i] = f16_from_f32(x[i]);
    else
        for (size_t i = 0; i < n; i++)
            y[i] = bf16_from_f32(x[i]);
}

/* Widened, computed in f32, rounded once. */
static void run_wrapped(const implementation *impl, const uint16_t *x, uint16_t *y, size_t n, const params *p)
{
    enum { CHUNK = 512, UNWRITTEN = 0xa5 };
    _Alignas(64) float wide_x[CHUNK], wide_y[CHUNK];
    for (size_t done = 0; done < n; done += CHUNK) {
        const size_t count = n - done < CHUNK ? n - done : CHUNK;
        widen(impl->dtype, x + done, wide_x, count);
        memset(wide_y, UNWRITTEN, sizeof wide_y); /* else what a kernel leaves out would be another's result */
        implementation_run(impl->wrapped, wide_x, wide_y, count, p);
        narrow(impl->dtype, wide_y, y + done, count);
    }
}

void implementation_run(const implementation *impl, const void *x, void *y, size_t n, const params *p)
{
    if (impl->wrapped != NULL) {
        run_wrapped(impl, x, y, n, p);
        return;
    }
    if (impl->run != NULL) {
        impl->run(impl->context, x, y, n, p);
        return;
    }
    switch (impl->dtype) {
    case DTYPE_F32:
        impl->kernel.f32(x, y, n, p);
        break;
    case DTYPE_F64:
        impl->kernel.f64(x, y, n, p);
        break;
    case DTYPE_F16:
        impl->kernel.f16(x, y, n, p);
        break;
    case DTYPE_BF16:
        impl->kernel.bf16(x, y, n, p);
        break;
    case DTYPE_COUNT:
        break;
    }
}
