//! What the driver runs in a page, whether its own scripts may run or not.

pub const STICKS_OUT: &str = "const page = document.documentElement; \
     if (page.scrollWidth <= page.clientWidth) return null; \
     const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > page.clientWidth); \
     return page.scrollWidth + 'px: ' + wide.map(e => e.outerHTML.slice(0, 80)).slice(0, 3).join(' … ')";

/// Whether a button or a link leads to another page in this window; the page it is on is marked.
pub const OPENS_ANOTHER: &str = "const e = arguments[0], link = e.closest('a'), at = u => u.split('#')[0]; \
     const opens = link ? !link.target && !link.download && at(link.href) !== at(location.href) \
         : !!e.form && e.type === 'submit' && !e.form.target; \
     if (opens) document.documentElement.dataset.leaving = 'yes'; \
     return opens";

pub const HAS_ANOTHER: &str =
    "return !document.documentElement.dataset.leaving && document.readyState === 'complete'";

pub const LABELLED: &str = "const words = e => e.innerText.trim().replace(/\\s+/g, ' '); \
     const labels = [...document.querySelectorAll('label')]; \
     const label = labels.find(l => words(l) === arguments[0]) || labels.find(l => words(l).startsWith(arguments[0])); \
     return label ? label.control : document.querySelector('[aria-label=' + JSON.stringify(arguments[0]) + ']')";
