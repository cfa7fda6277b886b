'use strict';

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  // a badge of a foreign host would be asked for otherwise
  validatorUrl: null,
});
