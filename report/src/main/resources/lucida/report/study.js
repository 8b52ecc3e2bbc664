(() => {
  const study = JSON.parse(document.getElementById('study').textContent);
  const $ = id => document.getElementById(id);
  const DEGREES = ['A clearly', 'A rather', 'both equally', 'B rather', 'B clearly'];

  // The order: all training first, then each part shuffled by the study's seed and the person's name.
  const hash = text => { let h = 0x811c9dc5; for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193); return h >>> 0; };
  const random = seed => () => { // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const shuffled = (list, next) => {
    const all = list.slice();
    for (let i = all.length - 1; i > 0; i--) { const j = Math.floor(next() * (i + 1)); [all[i], all[j]] = [all[j], all[i]]; }
    return all;
  };
  const of = (...kinds) => study.questions.filter(question => kinds.includes(question.kind));
  const order = person => {
    const next = random(hash(study.seed + ':' + person));
    return [...of('training'), ...shuffled(of('object', 'check'), next), ...shuffled(of('network'), next)];
  };

  // FNV-1a of 64 bits: finds answers that were edited.
  const seal = lines => {
    let h = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(lines.join('\n'))) h = ((h ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    return h.toString(16).padStart(16, '0');
  };

  const VALID = /^[A-Za-z0-9_-]{1,40}$/;
  const given = new URLSearchParams(location.hash.slice(1)).get('person');
  const drawn = () => [...crypto.getRandomValues(new Uint8Array(6))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  $('person').value = given && VALID.test(given) ? given : drawn();

  let person = '', trials = [], at = -1, shownAt = 0, done = false;
  const answers = [];
  const show = id => document.querySelectorAll('main > section').forEach(section => { section.hidden = section.id !== id; });
  const choices = question => question.kind === 'network' ? DEGREES : question.options;

  const button = (text, choice) => {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'choice';
    const key = document.createElement('kbd');
    key.textContent = choice + 1;
    b.append(key, ' ' + text);
    b.addEventListener('click', () => choose(choice));
    return b;
  };

  const ask = () => {
    const question = trials[at];
    const first = at === 0 || trials[at - 1].kind !== question.kind && (question.kind === 'network' || trials[at - 1].kind === 'training');
    $('part').textContent = question.kind === 'training' ? 'Practice' : first ? (question.kind === 'network' ? 'Now a new question' : 'Now it counts') : '';
    $('progress').value = at;
    $('progress').max = trials.length;
    $('where').textContent = (at + 1) + ' of ' + trials.length;
    $('ask').textContent = question.ask;
    $('pictures').replaceChildren(...question.pictures.map((data, i) => {
      const figure = document.createElement('figure'), image = document.createElement('img');
      image.src = 'data:image/png;base64,' + data;
      image.alt = question.pictures.length > 1 ? 'explanation ' + 'AB'[i] : 'explanation';
      figure.append(image);
      if (question.pictures.length > 1) {
        const caption = document.createElement('figcaption');
        caption.textContent = 'AB'[i];
        figure.append(caption);
      }
      return figure;
    }));
    $('choices').replaceChildren(...choices(question).map(button));
    $('told').textContent = '';
    $('next').hidden = true;
    show('trial');
    $('ask').focus();
    shownAt = performance.now();
  };

  const choose = choice => {
    const question = trials[at];
    if (done || $('trial').hidden || answers.length > at) return;
    answers.push({ trial: question.id, choice, milliseconds: Math.round(performance.now() - shownAt) });
    if (question.kind !== 'training') return next();
    $('choices').querySelectorAll('button').forEach((b, i) => { b.disabled = true; b.classList.toggle('right', i === question.told); });
    $('told').textContent = choice === question.told ? 'Right.' : 'It is the other one: ' + question.options[question.told] + '.';
    $('next').hidden = false;
    $('next').focus();
  };

  const next = () => {
    if (answers.length <= at) return;
    at++;
    if (at < trials.length) ask(); else finish();
  };

  const finish = () => {
    done = true;
    const lines = [study.study, person, ...answers.map(a => a.trial + ':' + a.choice + ':' + a.milliseconds)];
    const text = JSON.stringify({ format: 'lucida-study-1', study: study.study, person, answers, seal: seal(lines) }, null, 1) + '\n';
    $('answers').value = text;
    $('save').href = 'data:application/json;charset=utf-8,' + encodeURIComponent(text);
    $('save').download = 'answers-' + person + '.json';
    show('end');
    $('thanks').focus();
  };

  $('start').addEventListener('submit', event => {
    event.preventDefault();
    person = $('person').value.trim();
    $('wrong').textContent = VALID.test(person) ? '' : 'A name has 1 to 40 characters: letters without accents, digits, - and _.';
    if (!VALID.test(person)) { $('person').focus(); return; }
    trials = order(person);
    at = 0;
    ask();
  });
  $('next').addEventListener('click', next);
  document.addEventListener('keydown', event => {
    if ($('trial').hidden || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const n = choices(trials[at]).length;
    const choice = n === 2 && event.key === 'ArrowLeft' ? 0 : n === 2 && event.key === 'ArrowRight' ? 1 : Number(event.key) - 1;
    if (Number.isInteger(choice) && choice >= 0 && choice < n && event.key.trim()) { event.preventDefault(); choose(choice); }
  });
  let saved = false;
  $('save').addEventListener('click', () => { saved = true; });
  addEventListener('beforeunload', event => { if (answers.length && !saved) event.preventDefault(); });
  show('welcome');
})();
