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
  for (const figure of all('figure')) {
    const svg = figure.querySelector('svg'); if (!svg) continue;
    const b = svg.viewBox.baseVal; svg.home = [b.x, b.y, b.width, b.height];
    const name = (svg.getAttribute('aria-label') || 'picture').replace(/[^A-Za-z0-9]+/g, '-');
    const bar = document.createElement('div');
    const add = (text, act) => { const button = document.createElement('button'); button.type = 'button'; button.textContent = text; button.addEventListener('click', act); bar.append(button); };
    add('+', () => zoom(svg, 0.7, 0.5, 0.5)); add('−', () => zoom(svg, 1 / 0.7, 0.5, 0.5));
    add('SVG', () => save(name + '.svg', 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(asFile(svg))));
    add('PNG', () => png(svg, (url) => save(name + '.png', url)));
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
