#include "registry/registry.h"

#include "registry/instruction_sets.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

/* The bounds of the section that REGISTER fills; the linker defines them. */
extern const implementation *const __start_actbench_impls[];
extern const implementation *const __stop_actbench_impls[];

enum { IMPLEMENTATIONS_MAX = 4096 };

const char *const op_names[OP_COUNT] = {"forward", "gradient", "grad_alpha"};
const char *const dtype_names[DTYPE_COUNT] = {"f32", "f64", "f16", "bf16"};

static struct {
    const implementation *all[IMPLEMENTATIONS_MAX];
    size_t count;
} registry;

/* f32 implementations as those of f16 and bf16. */
static implementation wrappers[IMPLEMENTATIONS_MAX];

static int by_function_op_dtype_name(const void *left, const void *right)
{
    const implementation *a = *(const implementation *const *)left;
    const implementation *b = *(const implementation *const *)right;
    const size_t a_length = implementation_function_length(a), b_length = implementation_function_length(b);
    const int functions = strncmp(a->name, b->name, a_length < b_length ? b_length : a_length);
    if (a_length != b_length || functions != 0)
        return functions;
    if (a->op != b->op)
        return a->op < b->op ? -1 : 1;
    if (a->dtype != b->dtype)
        return a->dtype < b->dtype ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* One form of an implementation, the best that the machine has, is enough. */
static bool worth_wrapping(const implementation *impl)
{
    return impl->dtype == DTYPE_F32 && impl->missing == NULL && strchr(impl->name, '@') == NULL;
}

static void wrap_f32(void)
{
    static const dtype narrow_types[] = {DTYPE_F16, DTYPE_BF16};
    const size_t own = registry.count;
    size_t made = 0;
    for (size_t i = 0; i < own; i++)
        for (size_t t = 0; worth_wrapping(registry.all[i]) && t < 2 && registry.count < IMPLEMENTATIONS_MAX; t++) {
            const implementation *impl = registry.all[i];
            wrappers[made] = (implementation){.name = impl->name,
                                              .op = impl->op,
                                              .dtype = narrow_types[t],
                                              .isa = impl->isa,
                                              .source = impl->source,
                                              .flushes_subnormals = impl->flushes_subnormals,
                                              .wrapped = impl};
            registry.all[registry.count++] = &wrappers[made++];
        }
}

__attribute__((constructor)) static void fill_registry(void)
{
    for (const implementation *const *i = __start_actbench_impls;
         i != __stop_actbench_impls && registry.count < IMPLEMENTATIONS_MAX; i++)
        registry.all[registry.count++] = *i;
    wrap_f32();
    qsort(registry.all, registry.count, sizeof registry.all[0], by_function_op_dtype_name);
}

const implementation *const *registry_all(size_t *count)
{
    *count = registry.count;
    return registry.all;
}

size_t implementation_function_length(const implementation *impl)
{
    return strcspn(impl->name, "/");
}

bool implementation_is_of(const implementation *impl, const char *function)
{
    const size_t length = implementation_function_length(impl);
    return strlen(function) == length && strncmp(impl->name, function, length) == 0;
}

const char *implementation_variant(const implementation *impl)
{
    const size_t length = implementation_function_length(impl);
    return impl->name + length + (impl->name[length] == '/');
}

bool implementation_available(const implementation *impl)
{
    return impl->missing == NULL && instruction_sets_available(impl->isa);
}

bool selection_has(const selection *wanted, const char *impl, const char *op, const char *type)
{
    const implementation named = {.name = impl};
    return (wanted->function == NULL || implementation_is_of(&named, wanted->function)) &&
           (wanted->impl == NULL || fnmatch(wanted->impl, impl, 0) == 0 ||
            fnmatch(wanted->impl, implementation_variant(&named), 0) == 0) &&
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

double dtype_get(dtype type, const void *elements, size_t i)
{
    const char *element = (const char *)elements + i * dtype_size(type);
    double wide;
    float single;
    uint16_t half;
    switch (type) {
    case DTYPE_F32:
        memcpy(&single, element, sizeof single);
        return (double)single;
    case DTYPE_F16:
        memcpy(&half, element, sizeof half);
        return (double)f16_to_f32(half);
    case DTYPE_BF16:
        memcpy(&half, element, sizeof half);
        return (double)bf16_to_f32(half);
    default:
        memcpy(&wide, element, sizeof wide);
        return wide;
    }
}

void dtype_set(dtype type, void *elements, size_t i, double value)
{
    char *element = (char *)elements + i * dtype_size(type);
    const float single = (float)value;
    const uint16_t half = type == DTYPE_F16 ? f16_from_f64(value) : bf16_from_f64(value);
    if (type == DTYPE_F64)
        memcpy(element, &value, sizeof value);
    else if (type == DTYPE_F32)
        memcpy(element, &single, sizeof single);
    else
        memcpy(element, &half, sizeof half);
}

static void widen(dtype type, const uint16_t *x, float *y, size_t n)
{
    if (type == DTYPE_F16)
        for (size_t i = 0; i < n; i++)
            y[i] = f16_to_f32(x[i]);
    else
        for (size_t i = 0; i < n; i++)
            y[i] = bf16_to_f32(x[i]);
}

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
    enum { CHUNK = 512 };
    _Alignas(64) float wide_x[CHUNK], wide_y[CHUNK];
    for (size_t done = 0; done < n; done += CHUNK) {
        const size_t count = n - done < CHUNK ? n - done : CHUNK;
        widen(impl->dtype, x + done, wide_x, count);
        impl->wrapped->kernel.f32(wide_x, wide_y, count, p);
        narrow(impl->dtype, wide_y, y + done, count);
    }
}

void implementation_run(const implementation *impl, const void *x, void *y, size_t n, const params *p)
{
    if (impl->wrapped != NULL) {
        run_wrapped(impl, x, y, n, p);
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
