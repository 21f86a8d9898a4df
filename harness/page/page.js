'use strict';
(() => {
  const all = (s, from) => Array.from((from || document).querySelectorAll(s));
  const one = (s) => document.querySelector(s);

  // Hover cards: what a mark's tooltip says, with its text to copy.
  const card = document.createElement('div');
  card.id = 'card'; card.className = 'hidden'; card.setAttribute('role', 'status');
  document.body.append(card);
  const copy = (text) => navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error('no clipboard'));
  const show = (mark, event) => {
    const text = mark.dataset.text;
    card.textContent = text;
    const at = mark.getBoundingClientRect(), x = event && event.clientX || at.right, y = event && event.clientY || at.bottom;
    card.classList.remove('hidden');
    card.style.left = Math.max(4, Math.min(x + 12, innerWidth - card.offsetWidth - 8)) + 'px';
    card.style.top = Math.max(4, Math.min(y + 12, innerHeight - card.offsetHeight - 8)) + 'px';
  };
  for (const mark of all('.mark')) {
    const title = mark.querySelector('title');
    mark.dataset.text = title.textContent;
    mark.setAttribute('aria-label', title.textContent);
    title.remove(); // the browser's own tooltip would cover the card
    mark.addEventListener('mouseenter', (e) => show(mark, e));
    mark.addEventListener('focus', () => show(mark));
    mark.addEventListener('mouseleave', () => card.classList.add('hidden'));
    mark.addEventListener('blur', () => card.classList.add('hidden'));
    mark.addEventListener('click', () => copy(mark.dataset.text).catch(() => {}));
  }

  // Filters, kept in the address: #topic?origin=ours&dtype=f32
  const filters = ['origin', 'dtype', 'op', 'name'];
  const apply = () => {
    const want = Object.fromEntries(filters.map((f) => [f, one('#by-' + f) ? one('#by-' + f).value : '']));
    for (const section of all('section.topic'))
      section.classList.toggle('hidden', (want.dtype && section.dataset.dtype !== want.dtype) || (want.op && section.dataset.op !== want.op));
    const wrong = (name, origin) => (want.origin && origin !== want.origin) || (want.name && !name.includes(want.name));
    for (const row of all('tr[data-name]')) row.classList.toggle('hidden', Boolean(wrong(row.dataset.name, row.dataset.origin)));
    for (const mark of all('.mark')) mark.classList.toggle('faded', Boolean(wrong(mark.dataset.name, mark.classList[1])));
  };
  const remember = () => {
    const state = new URLSearchParams();
    for (const f of filters) if (one('#by-' + f) && one('#by-' + f).value) state.set(f, one('#by-' + f).value);
    const place = location.hash.slice(1).split('?')[0], rest = state.toString();
    history.replaceState(null, '', '#' + place + (rest ? '?' + rest : ''));
  };
  const recall = () => {
    const [place, rest] = location.hash.slice(1).split('?');
    const state = new URLSearchParams(rest || '');
    for (const f of filters) if (one('#by-' + f)) one('#by-' + f).value = state.get(f) || '';
    apply();
    const target = place && document.getElementById(place);
    if (target) { const fold = target.closest('details'); if (fold) fold.open = true; target.scrollIntoView(); }
  };
  for (const f of filters) for (const event of ['input', 'change']) if (one('#by-' + f)) one('#by-' + f).addEventListener(event, () => { apply(); remember(); });
  addEventListener('hashchange', recall);
  all('.scripted').forEach((e) => e.classList.remove('hidden'));
  recall();

  // Tables sort by a click on a title; numbers before text.
  const value = (cell) => { const v = cell.dataset.value !== undefined ? cell.dataset.value : cell.textContent; const n = parseFloat(v); return Number.isNaN(n) ? v : n; };
  const order = (a, b) => typeof a === typeof b ? (a > b) - (a < b) : typeof a === 'number' ? -1 : 1;
  for (const title of all('th')) title.addEventListener('click', () => {
    const place = title.cellIndex, body = title.closest('table').tBodies[0], up = title.dataset.up !== 'yes';
    all('th', title.parentElement).forEach((t) => { delete t.dataset.up; t.removeAttribute('aria-sort'); });
    title.dataset.up = up ? 'yes' : 'no'; title.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const rows = Array.from(body.rows).sort((a, b) => order(value(a.cells[place]), value(b.cells[place])) * (up ? 1 : -1));
    body.append(...rows);
  });

  // Pictures: zoom with the wheel while Ctrl is held or with the buttons, drag to move, copy as SVG or PNG.
  const style = () => all('style').map((s) => s.textContent).join('\n');
  const asFile = (svg) => {
    const alone = svg.cloneNode(true), box = svg.viewBox.baseVal;
    alone.setAttribute('xmlns', 'http://www.w3.org/2000/svg'); alone.setAttribute('xmlns:xlink', 'http://www.w3.org/1999/xlink');
    alone.setAttribute('width', box.width); alone.setAttribute('height', box.height);
    const shapes = one('svg.shapes defs'); if (shapes) alone.prepend(shapes.cloneNode(true));
    const css = document.createElementNS('http://www.w3.org/2000/svg', 'style'); css.textContent = style() + '\nsvg{color:var(--ink);background:var(--paper);font-family:sans-serif}'; alone.prepend(css);
    return new XMLSerializer().serializeToString(alone);
  };
  const save = (name, url) => { const a = document.createElement('a'); a.href = url; a.download = name; a.click(); };
  const png = (svg, done) => {
    const image = new Image(), box = svg.viewBox.baseVal;
    image.onload = () => { const c = document.createElement('canvas'); c.width = 2 * box.width; c.height = 2 * box.height;
      const g = c.getContext('2d'); g.fillStyle = getComputedStyle(document.body).backgroundColor; g.fillRect(0, 0, c.width, c.height); g.drawImage(image, 0, 0, c.width, c.height); done(c.toDataURL('image/png')); };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(asFile(svg));
  };
  const zoom = (svg, by, x, y) => {
    const b = svg.viewBox.baseVal, w = b.width * by, h = b.height * by;
    if (w > svg.home[2] * 1.001) { svg.setAttribute('viewBox', svg.home.join(' ')); return; }
    svg.setAttribute('viewBox', [b.x + (b.width - w) * x, b.y + (b.height - h) * y, w, h].join(' '));
  };
  // A logarithmic axis made linear and back: everything between the axes, and the ticks' labels, moves to where its value
  // then stands. data-pixels and data-values say which value a place on an axis has.
  const linear = (p, p0, p1, v0, v1, log1) => p0 + (v0 * (log1 / v0) ** ((p - p0) / (p1 - p0)) - v0) / (v1 - v0) * (p1 - p0);
  // Errors span many decades: where an axis has more than four, the linear one ends at four times the lower quartile of what
  // is marked, or after four decades along x, and what is beyond stands at its end.
  const MANY = 1e4;
  const endsOf = (svg) => {
    const [, , y0, y1] = svg.dataset.pixels.split(' ').map(Number), [a, b, c, d] = svg.dataset.values.split(' ').map(Number);
    const marked = all('.mark use', svg).map((e) => c * (d / c) ** ((Number(e.getAttribute('transform').match(/,(-?[\d.]+)/)[1]) - y0) / (y1 - y0))).sort((v, w) => v - w);
    return [!marked.length && b / a > MANY ? a * MANY : b, marked.length && d / c > MANY ? Math.min(d, 4 * marked[marked.length >> 2]) : d];
  };
  const LABEL_ROOM = 30; // below an axis: labels of ticks, and then its title
  const place = (svg, text, tick) => {
    const [x0, x1, y0, y1] = svg.dataset.pixels.split(' ').map(Number), [a, b, c, d] = svg.dataset.values.split(' ').map(Number), [right, top] = svg.ends;
    return text.replace(/(-?[\d.]+),(-?[\d.]+)/, (whole, x, y) => {
      x = Number(x); y = Number(y) - tick;
      const beside = x < x0 && tick, below = y > y0 + 1 && tick, log = svg.dataset.log;
      if (x > x1 + 1 || y < y1 - 1 || (x < x0 - 1 && !tick) || (y > y0 + 1 && !tick)) return whole;
      if (y > y0 + LABEL_ROOM) return whole;
      if (log.includes('x') && !beside) x = Math.min(linear(x, x0, x1, a, right, b), x1);
      if (log.includes('y') && !below) y = Math.max(linear(y, y0, y1, c, top, d), y1);
      return x.toFixed(2) + ',' + (y + tick).toFixed(2);
    });
  };
  const relabel = (svg) => { // labels that would cover each other: the one that came first stays
    const taken = [];
    for (const label of svg.querySelectorAll('g[text-anchor]')) {
      label.style.visibility = '';
      const r = label.getBoundingClientRect();
      if (taken.some((t) => r.left < t.right && t.left < r.right && r.top < t.bottom - 3 && t.top < r.bottom - 3)) label.style.visibility = 'hidden';
      else taken.push(r);
    }
  };
  const rescale = (svg) => {
    if (!svg.isLinear) svg.ends = endsOf(svg);
    svg.isLinear = !svg.isLinear;
    for (const e of svg.querySelectorAll('path[d], g[transform], use[transform]')) {
      const name = e.tagName === 'path' ? 'd' : 'transform', tick = e.tagName === 'g' ? 4.6 : 0;
      if (e.before0 === undefined) e.before0 = e.getAttribute(name);
      if (tick && (e.before0.includes('rotate(-90') || e.before0.includes('rotate(270'))) continue;
      e.setAttribute(name, svg.isLinear ? e.before0.replace(/-?[\d.]+,-?[\d.]+/g, (pair) => place(svg, pair, tick)) : e.before0);
    }
    relabel(svg);
  };
  const clip = (type, data) => navigator.clipboard && window.ClipboardItem ? navigator.clipboard.write([new ClipboardItem({ [type]: data })]) : Promise.reject(new Error('no clipboard'));
  for (const figure of all('figure')) {
    const svg = figure.querySelector('svg'); if (!svg) continue;
    const b = svg.viewBox.baseVal; svg.home = [b.x, b.y, b.width, b.height];
    const name = (svg.getAttribute('aria-label') || 'picture').replace(/[^A-Za-z0-9]+/g, '-');
    const bar = document.createElement('div');
    const add = (text, act) => { const button = document.createElement('button'); button.type = 'button'; button.textContent = text; button.addEventListener('click', act); bar.append(button); };
    add('+', () => zoom(svg, 0.7, 0.5, 0.5)); add('−', () => zoom(svg, 1 / 0.7, 0.5, 0.5));
    if (svg.dataset.log && svg.dataset.log !== '-') add('lin/log', () => rescale(svg));
    add('copy SVG', () => copy(asFile(svg)).catch(() => save(name + '.svg', 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(asFile(svg)))));
    add('copy PNG', () => png(svg, (url) => fetch(url).then((r) => r.blob()).then((blob) => clip('image/png', blob)).catch(() => save(name + '.png', url))));
    add('save SVG', () => save(name + '.svg', 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(asFile(svg))));
    add('save PNG', () => png(svg, (url) => save(name + '.png', url)));
    figure.append(bar);
    svg.addEventListener('wheel', (e) => { if (!e.ctrlKey) return; e.preventDefault(); const r = svg.getBoundingClientRect();
      zoom(svg, e.deltaY < 0 ? 0.85 : 1 / 0.85, (e.clientX - r.left) / r.width, (e.clientY - r.top) / r.height); }, { passive: false });
    let from = null;
    svg.addEventListener('pointerdown', (e) => { const v = svg.viewBox.baseVal; if (v.width < svg.home[2]) from = [e.clientX, e.clientY, v.x, v.y]; });
    addEventListener('pointermove', (e) => { if (!from) return; const v = svg.viewBox.baseVal, r = svg.getBoundingClientRect();
      svg.setAttribute('viewBox', [from[2] - (e.clientX - from[0]) * v.width / r.width, from[3] - (e.clientY - from[1]) * v.height / r.height, v.width, v.height].join(' ')); });
    addEventListener('pointerup', () => { from = null; });
  }
})();
