/* A filter over gnuplot's SVG, line by line: prolog, definitions and empty groups go, colours become classes, and the
 * hypertext "card:N" becomes the attributes and the tooltip of mark N. */
#include "page/gnuplot_svg.h"

#include "page/markup.h"
#include "page/palette.h"
#include "support/length.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* gnuplot's own shapes of point types 1, 5, 7, 9, 11 and 13, drawn again for the whole page. */
static const char shapes[] = "<path id='gpPt0' stroke-width='.2' stroke='currentColor' d='M-1,0h2M0,-1v2'/>"
                             "<path id='gpPt1' stroke-width='.2' stroke='currentColor' d='M-1,-1L1,1M1,-1L-1,1'/>"
                             "<rect id='gpPt4' fill='currentColor' x='-1' y='-1' width='2' height='2'/>"
                             "<circle id='gpPt6' fill='currentColor' r='1'/>"
                             "<path id='gpPt8' fill='currentColor' d='M0,-1.33L-1.33,.67L1.33,.67z'/>"
                             "<path id='gpPt10' fill='currentColor' d='M0,1.33L-1.33,-.67L1.33,-.67z'/>"
                             "<path id='gpPt12' fill='currentColor' d='M0,-1.4L1.4,0L0,1.4L-1.4,0z'/>";

typedef struct rewriting {
    const svg_card *cards;
    size_t card_count;
    const svg_style *style;
    FILE *to;
} rewriting;

void svg_shapes(FILE *to)
{
    fprintf(to, "<svg width='0' height='0' class='shapes' aria-hidden='true'><defs>%s</defs></svg>\n", shapes);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static const char *skip(const char *text, const char *past)
{
    const char *found = strstr(text, past);
    return found != NULL ? found + strlen(past) : text + strlen(text);
}

static void open_svg(const rewriting *r, const char *svg)
{
    const char *box = strstr(svg, "viewBox=");
    int width = 640, height = 400;
    if (box != NULL)
        sscanf(box, "viewBox=\"0 0 %d %d\"", &width, &height);
    fprintf(r->to, "<svg role='img' viewBox='0 0 %d %d'", width, height);
    if (r->style->alone)
        fprintf(r->to,
                " xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='%d' height='%d'",
                width, height);
    double s[8];
    char log_axes[8];
    if (r->style->scale != NULL && sscanf(r->style->scale, "%lf %lf %lf %lf %lf %lf %lf %lf %7s", &s[0], &s[1], &s[2],
                                          &s[3], &s[4], &s[5], &s[6], &s[7], log_axes) == 9)
        fprintf(r->to, " data-pixels='%.2f %.2f %.2f %.2f' data-values='%.9g %.9g %.9g %.9g' data-log='%s'", s[0], s[1],
                height - s[2], height - s[3], s[4], s[5], s[6], s[7], log_axes);
    fputs(" aria-label='", r->to);
    markup_text(r->style->label, r->to);
    fputs("'>", r->to);
    if (r->style->alone)
        fprintf(r->to, "<rect width='100%%' height='100%%' fill='white'/><defs>%s</defs>", shapes);
}

static void open_mark(rewriting *r, size_t number)
{
    const svg_card *card = &r->cards[number];
    fprintf(r->to, "<g class='mark %s' data-name='", card->kind);
    markup_text(card->name, r->to);
    fputs("' tabindex='0'><title>", r->to);
    markup_text(card->text, r->to);
    fputs("</title>", r->to);
}

/* The palette's entry whose colour the text begins with, or NULL. */
static const palette_entry *color_at(const char *text)
{
    for (size_t i = 0; i < palette_count; i++)
        if (begins(text, palette[i].svg))
            return &palette[i];
    return NULL;
}

/* Behind what the outermost element says for all, or behind the second decimal of a coordinate; else `from`, which is
 * within text that begins at `start`. */
static const char *needless_at(const char *from, const char *start)
{
    static const char *const words[] = {" font-family=\"sans-serif\"", " font-size=\"14.00\""};
    for (size_t i = 0; i < LENGTH(words); i++)
        if (begins(from, words[i]))
            return from + strlen(words[i]);
    const bool decimal =
        from >= start + 2 && isdigit((unsigned char)from[0]) && from[-2] == '.' && isdigit((unsigned char)from[-1]);
    return decimal ? from + 1 : from;
}

/* Copies a tag or text. In a page a colour attribute becomes a class, and black the page's ink. */
static void copy(const rewriting *r, const char *from, const char *to)
{
    const char *start = from;
    bool tag = false; /* within < and >, where coordinates are */
    while (from < to) {
        tag = *from == '<' || (tag && *from != '>');
        if (*from == '\n' || *from == '\t') {
            fputc(' ', r->to);
            from += 1 + strspn(from + 1, "\t ");
            continue;
        }
        const char *needless = tag ? needless_at(from, start) : from;
        if (needless != from) {
            from = needless;
            continue;
        }
        const char *attribute = begins(from, "stroke='") ? "stroke" : begins(from, "color='") ? "color" : NULL;
        if (attribute != NULL && !r->style->alone) {
            const char *value = from + strlen(attribute) + 2, *end = strchr(value, '\'');
            const palette_entry *entry = color_at(value);
            if (end != NULL && entry != NULL) {
                fprintf(r->to, "class='%c-%s'", attribute[0], entry->name);
                from = end + 1;
                continue;
            }
            if (end != NULL && (begins(value, "black'") || begins(value, "rgb(  0,   0,   0)'"))) {
                fprintf(r->to, "%s='currentColor'", attribute);
                from = end + 1;
                continue;
            }
        }
        if (!r->style->alone && begins(from, "color=\"black\"")) { /* groups inherit the page's ink */
            from += strlen("color=\"black\"");
            continue;
        }
        if (!r->style->alone && begins(from, "fill=\"black\"")) {
            fputs("fill='currentColor'", r->to);
            from += strlen("fill=\"black\"");
            continue;
        }
        fputc(*from++, r->to);
    }
}

static const char plain_group[] = "<g fill=\"none\" color=\"black\" stroke=\"currentColor\" stroke-width=\"1.00\" "
                                  "stroke-linecap=\"butt\" stroke-linejoin=\"miter\">\n";

/* Behind the group that begins there, where nothing is in it; else NULL. */
static const char *behind_empty_group(const char *at)
{
    if (!begins(at, "<g "))
        return NULL;
    const char *content = at + strcspn(at, ">");
    content += strspn(content, ">\n\t ");
    return begins(content, "</g>") ? content + strlen("</g>") + strspn(content + strlen("</g>"), "\n\t ") : NULL;
}

static const char *hypertext(rewriting *r, const char *at)
{
    const char *text = strstr(at, "'card:");
    const char *end = skip(at, "<title> </title>\n");
    const size_t number = text != NULL && text < end ? strtoul(text + strlen("'card:"), NULL, 10) : r->card_count;
    if (number < r->card_count)
        open_mark(r, number);
    else
        fputs("<g>", r->to);
    return end;
}

size_t svg_rewrite(const char *svg, const svg_card *cards, size_t card_count, const svg_style *style, FILE *to)
{
    rewriting r = {cards, card_count, style, to};
    const long begin = ftell(to);
    open_svg(&r, svg);
    fputs("<g fill='none' stroke='currentColor' font-family='sans-serif' font-size='14'>", to);
    const char *at = skip(svg, "</defs>\n");
    for (at += strspn(at, "\n\t "); *at != '\0'; at += strspn(at, "\n\t ")) {
        const char *behind = behind_empty_group(at);
        if (behind != NULL) {
            at = behind;
        } else if (begins(at, plain_group)) {
            fputs("<g>", to); /* the outermost element has its attributes for all */
            at += strlen(plain_group);
        } else if (begins(at, "<g onmousemove")) {
            at = hypertext(&r, at);
        } else if (begins(at, "<title>")) {
            at = skip(at, "</title>\n");
        } else if (begins(at, "<g id=\"gnuplot_plot")) {
            fputs("<g>", to);
            at = skip(at, ">");
            if (begins(at, "<title>"))
                at = skip(at, "</title>\n");
        } else {
            const char *end = at + strcspn(at, "\n");
            end += *end == '\n';
            copy(&r, at, end);
            at = end;
        }
    }
    fputc('\n', to);
    return (size_t)(ftell(to) - begin);
}
