(() => {
  const root = document.documentElement;
  const kept = { get: () => { try { return localStorage.getItem('lucida-theme'); } catch { return null; } },
    set: theme => { try { localStorage.setItem('lucida-theme', theme); } catch { /* a page without storage */ } } };
  if (kept.get()) root.dataset.theme = kept.get();
  document.getElementById('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    kept.set(root.dataset.theme);
  });
})();
