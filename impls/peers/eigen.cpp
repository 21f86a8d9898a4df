/* The shim. Compiled once for each instruction set, with EIGEN_ISA as its name; Eigen's namespace is renamed
 * so that the linker does not merge templates of different instruction sets. */
#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define Eigen       JOIN(Eigen, EIGEN_ISA)

#include "eigen.h"

#include <algorithm>
#include <cstdint>
#include <Eigen/Core>

namespace
{

template <typename T, int N, typename F> void block(const F &f, const T *x, T *y)
{
    const Eigen::Map<const Eigen::Array<T, N, 1>> in(x);
    Eigen::Map<Eigen::Array<T, N, 1>> out(y);
    out = f(in);
}

/* As its users write it where the output begins on a vector's boundary. Elsewhere in blocks of fixed length, which are
 * whole vectors: in an array of any length Eigen takes the elements before the first aligned one and after the last whole
 * vector through its scalar functions, whose results differ from those of the vectors. */
template <typename T, typename F> void run(const F &f, const T *x, T *y, size_t n)
{
    constexpr int LANES = Eigen::internal::packet_traits<T>::size, BLOCK = 4 * LANES;
    size_t i = 0;
    if (reinterpret_cast<std::uintptr_t>(y) % (LANES * sizeof(T)) == 0) {
        i = n / LANES * LANES;
        const Eigen::Map<const Eigen::Array<T, Eigen::Dynamic, 1>> in(x, static_cast<Eigen::Index>(i));
        Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>>(y, static_cast<Eigen::Index>(i)) = f(in);
    }
    for (; i + BLOCK <= n; i += BLOCK)
        block<T, BLOCK>(f, x + i, y + i);
    for (; i + LANES <= n; i += LANES)
        block<T, LANES>(f, x + i, y + i);
    if (i < n) {
        T rest[LANES] = {};
        std::copy(x + i, x + n, rest);
        block<T, LANES>(f, rest, rest);
        std::copy(rest, rest + (n - i), y + i);
    }
}

/* Expressions on select are not vectorised; on max and min they are. (Flattened: in a call of its own a loop loads an
 * expression's constants for each vector.) */
template <typename T> __attribute__((flatten)) void run(eigen_expression which, const T *x, T *y, size_t n, T alpha)
{
    switch (which) {
    case EIGEN_EXP:
        return run([](const auto &in) { return in.exp(); }, x, y, n);
    case EIGEN_EXPM1:
        return run([](const auto &in) { return in.expm1(); }, x, y, n);
    case EIGEN_LOG1P:
        return run([](const auto &in) { return in.log1p(); }, x, y, n);
    case EIGEN_TANH:
        return run([](const auto &in) { return in.tanh(); }, x, y, n);
    case EIGEN_SIGMOID:
        return run([](const auto &in) { return in.logistic(); }, x, y, n);
    case EIGEN_RELU:
        return run([](const auto &in) { return in.max(T(0)); }, x, y, n);
    case EIGEN_LEAKY_RELU:
        return run([alpha](const auto &in) { return in.max(T(0)) + alpha * in.min(T(0)); }, x, y, n);
    case EIGEN_ELU:
        return run([alpha](const auto &in) { return in.max(T(0)) + alpha * in.min(T(0)).expm1(); }, x, y, n);
    }
}

} // namespace

extern "C" void JOIN(eigen_f32, EIGEN_ISA)(eigen_expression which, const float *x, float *y, size_t n, double alpha)
{
    run(which, x, y, n, static_cast<float>(alpha));
}

extern "C" void JOIN(eigen_f64, EIGEN_ISA)(eigen_expression which, const double *x, double *y, size_t n, double alpha)
{
    run(which, x, y, n, alpha);
}
