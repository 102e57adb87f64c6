-- A picture with its words, as the template's own block: pandoc gives typst no alternative text.
local function quoted(words)
  return '"' .. words:gsub('[\\"]', '\\%0') .. '"'
end

function Figure(figure)
  local shown
  figure:walk({ Image = function(image) shown = image end })
  local words = pandoc.utils.stringify(figure.caption.long)
  -- The pages of set-up are small on the screen too.
  local largest = shown.src:match("set%-up") and ", largest: 0.4" or ""
  return pandoc.RawBlock("typst", "#picture(" .. quoted(shown.src) .. ", " .. quoted(words) .. largest .. ")")
end

-- What is announced stands on the page of the words that announce it.
local announced = { BlockQuote = true, Table = true, BulletList = true, OrderedList = true, Figure = true }

function Pandoc(document)
  local blocks = pandoc.List()
  for at, block in ipairs(document.blocks) do
    local next = document.blocks[at + 1]
    local announces = block.t == "Para" and next and (announced[next.t] or next.t == "RawBlock")
    if announces and pandoc.utils.stringify(block):match("：$") then
      blocks:insert(pandoc.RawBlock("typst", "#block(sticky: true, above: 1.05em, below: 1.05em)["))
      blocks:insert(block)
      blocks:insert(pandoc.RawBlock("typst", "]"))
    else
      blocks:insert(block)
    end
  end
  document.blocks = blocks
  return document
end
