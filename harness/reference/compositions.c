/* Compositions that several functions share. */
#include "reference/compositions.h"

composition *composition_at(const composed *c, bool negative, double m)
{
    const bool is_apart = negative && m > c->apart[0] && m < c->apart[1];
    return is_apart ? NULL : c->side[negative];
}

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
