for (const game of document.querySelectorAll('.game')) {
  const frames = [...game.querySelectorAll('.moment')], slider = game.querySelector('input'), output = game.querySelector('output'),
    run = game.querySelector('.run');
  let timer = 0;
  const show = () => {
    frames.forEach((frame, n) => frame.classList.toggle('on', n + 1 === slider.valueAsNumber));
    output.textContent = `${slider.value} of ${frames.length}`;
  };
  const stop = () => { clearInterval(timer); timer = 0; run.textContent = '▶'; run.setAttribute('aria-label', 'Play'); };
  slider.addEventListener('input', () => { stop(); show(); });
  run.addEventListener('click', () => {
    if (timer) return stop();
    if (slider.valueAsNumber === frames.length) slider.value = 1;
    run.textContent = '⏸';
    run.setAttribute('aria-label', 'Pause');
    show();
    timer = setInterval(() => {
      if (slider.valueAsNumber === frames.length) return stop();
      slider.value = slider.valueAsNumber + 1;
      show();
    }, 600);
  });
  game.classList.add('live');
  show();
}
