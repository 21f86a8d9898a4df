/* Compositions that several functions share. */
#include "reference/compositions.h"

long double base_first(long double m, long double first, long double second)
{
    (void)m, (void)second;
    return first;
}

long double base_second(long double m, long double first, long double second)
{
    (void)m, (void)first;
    return second;
}

long double base_minus_first(long double m, long double first, long double second)
{
    (void)m, (void)second;
    return -first;
}

long double base_minus_second(long double m, long double first, long double second)
{
    (void)m, (void)first;
    return -second;
}
