'use strict';

// not a module, so that it runs before the page is drawn and nobody sees the other theme first
(() => {
  const chosen = localStorage.getItem('planstack-theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
