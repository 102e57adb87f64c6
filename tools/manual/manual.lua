-- A picture with its words, as the template's own block: pandoc gives typst no alternative text.
local function quoted(words)
  return '"' .. words:gsub('[\\"]', '\\%0') .. '"'
end

function Figure(figure)
  local shown
  figure:walk({ Image = function(image) shown = image end })
  local words = pandoc.utils.stringify(figure.caption.long)
  return pandoc.RawBlock("typst", "#picture(" .. quoted(shown.src) .. ", " .. quoted(words) .. ")")
end
