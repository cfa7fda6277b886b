/** API keys: who may ask, and for what. */
package dev.planstack.application.apikey;
