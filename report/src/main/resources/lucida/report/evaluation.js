(() => {
  const table = document.getElementById('methods');
  const heads = [...table.querySelectorAll('thead th')];
  const value = (row, i) => row.children[i].dataset.value;
  const compare = (a, b, up) => {
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    const difference = isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b;
    return up ? difference : -difference;
  };
  heads.forEach((head, i) => head.firstElementChild.addEventListener('click', event => {
    const best = event.currentTarget.dataset.better === 'lower' ? 'ascending' : 'descending';
    const other = best === 'ascending' ? 'descending' : 'ascending';
    const order = head.ariaSort === best ? other : best;
    heads.forEach(each => { each.ariaSort = each === head ? order : 'none'; });
    for (const body of table.tBodies)
      body.append(...[...body.rows].sort((a, b) => compare(value(a, i), value(b, i), order === 'ascending')));
  }));
})();
