(() => {
  const root = document.documentElement;
  for (const [late, place] of [['.omitted', 'header'], ['body > nav', 'header'], ['.choices', '.controls']])
    document.querySelectorAll(late).forEach(element => {
      document.querySelector(place).append(element);
      element.hidden = false;
    });

  const sliders = [...document.querySelectorAll('.opacity')];
  const cover = value => {
    sliders.forEach(slider => { slider.value = value; });
    root.style.setProperty('--cover', value / 100);
  };
  sliders.forEach(slider => slider.addEventListener('input', () => cover(slider.value)));
  cover(sliders[0].value);

  const cards = [...document.querySelectorAll('main .card')];
  const choosable = document.querySelectorAll('main [data-class]');
  const boxes = [...document.querySelectorAll('.choice')];
  const choose = () => {
    const out = kind => new Set(boxes.filter(box => box.dataset.kind === kind && !box.checked).map(box => box.value));
    const classes = out('class'), methods = out('method');
    choosable.forEach(part => { part.hidden = classes.has(part.dataset.class) || methods.has(part.dataset.method); });
  };
  boxes.forEach(box => box.addEventListener('change', choose));

  const large = document.getElementById('large');
  let current = 0;
  const show = index => {
    current = index;
    const copy = cards[index].cloneNode(true);
    copy.querySelector('details').open = true;
    copy.querySelector('.open').disabled = true;
    large.querySelector('.body').replaceChildren(copy);
    if (!large.open) large.showModal();
  };
  const step = by => {
    const seen = cards.filter(card => !card.hidden);
    const at = seen.indexOf(cards[current]);
    show(cards.indexOf(seen[(at + by + seen.length) % seen.length]));
  };
  cards.forEach((card, index) => card.querySelector('.open').addEventListener('click', () => show(index)));
  large.querySelectorAll('.step').forEach(button => button.addEventListener('click', () => step(Number(button.dataset.step))));
  large.addEventListener('keydown', event => {
    if (event.target.matches('input')) return;
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  });
  large.addEventListener('click', event => { if (event.target === large) large.close(); });
  large.addEventListener('close', () => cards[current].querySelector('.open').focus());
})();
